package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collections of people's pictures. Crops and licences are those that their authors state. */
final class FacePlans {
  private static final String LABELS = "labels.csv";
  private static final String LETTERS = "gender:F=female,M=male";

  /** Share of an LFW image's width and height that shows the face. */
  private static final double LFW_CROP = 0.45;

  private FacePlans() {}

  /** Huang et al. 2007; lists of names by Afifi and Abdelhamed 2019, attributes by Kumar 2009. */
  static ImportPlan lfw(Path folder) {
    ImportPlan plan =
        ImportPlan.NONE.withCard(
            card ->
                card.named("lfw")
                    .withCrop(LFW_CROP)
                    .from("research use", "Labeled Faces in the Wild, vis-www.cs.umass.edu/lfw"));
    Optional<Path> labels = near(folder, LABELS);
    if (labels.isPresent()) {
      return plan.with(TableSource.of(labels.get()))
          .with(ColumnEdits.NONE.mapping(LETTERS).keeping("identity", "gender"));
    }
    Optional<Path> women = near(folder, "female_names.txt");
    Optional<Path> men = near(folder, "male_names.txt");
    if (women.isPresent() && men.isPresent()) {
      return plan.withPattern("**/{identity}/*")
          .with(
              TableSource.of(women.get()).withColumns("file").with("gender", "female"),
              TableSource.of(men.get()).withColumns("file").with("gender", "male"));
    }
    Path attributes =
        near(folder, "lfw_attributes.txt")
            .orElseThrow(
                () ->
                    new MalformedDataSetException(
                        "nothing in or beside %s tells the genders: put labels.csv, male_names.txt and female_names.txt, or lfw_attributes.txt there, or use winnow import folder --label identity"
                            .formatted(folder)));
    return plan.withPattern("**/{person}/{person}_{imagenum:\\d+}.*")
        .with(TableSource.of(attributes))
        .with(
            ColumnEdits.NONE
                .renaming(Map.of("person", "identity", "Male", "gender"))
                .mapping("gender:>0=male,<=0=female")
                .keeping("identity", "gender"));
  }

  /** Samaria and Harter 1994. */
  static ImportPlan orl(Path folder) {
    return ImportPlan.NONE
        .withPattern("{identity}/*.pgm")
        .with(required(folder, LABELS))
        .with(ColumnEdits.NONE.mapping(LETTERS))
        .withCard(
            card ->
                card.named("orl")
                    .from(
                        "free with credit", "The Database of Faces, AT&T Laboratories Cambridge"));
  }

  /** Liu et al. 2015. */
  static ImportPlan celeba(Path folder) {
    List<TableSource> tables = new ArrayList<>();
    tables.add(
        either(folder, "list_attr_celeba.txt", "list_attr_celeba.csv")
            .map(TableSource::of)
            .orElseGet(() -> required(folder, "list_attr_celeba.txt")));
    near(folder, "identity_CelebA.txt")
        .ifPresent(file -> tables.add(TableSource.of(file).withColumns("file", "identity")));
    near(folder, "list_eval_partition.txt")
        .map(file -> TableSource.of(file).withColumns("file", "split"))
        .or(() -> near(folder, "list_eval_partition.csv").map(TableSource::of))
        .ifPresent(tables::add);
    return ImportPlan.NONE
        .with(tables.toArray(TableSource[]::new))
        .with(
            ColumnEdits.NONE.renaming(Map.of("Male", "gender")).mapping("gender:1=male,-1=female"))
        .withCard(
            card ->
                card.named("celeba").from("non-commercial research", "CelebA, Liu et al. 2015"));
  }

  /** Zhang et al. 2017. */
  static ImportPlan utkface() {
    return ImportPlan.NONE
        .withPattern("**/{age:\\d+}_{gender:[01]}_{race:[0-4]}_*")
        .with(
            ColumnEdits.NONE
                .mapping("gender:0=male,1=female")
                .mapping("race:0=white,1=black,2=asian,3=indian,4=other"))
        .withCard(
            card ->
                card.named("utkface")
                    .from("non-commercial research", "UTKFace, Zhang et al. 2017"));
  }

  /** Karkkainen and Joo 2021. */
  static ImportPlan fairface(Path folder) {
    return ImportPlan.NONE
        .with(
            required(folder, "fairface_label_train.csv"),
            required(folder, "fairface_label_val.csv"))
        .with(ColumnEdits.NONE.mapping("gender:Male=male,Female=female").without("service_test"))
        .withCard(
            card -> card.named("fairface").from("CC-BY-4.0", "FairFace, Karkkainen and Joo 2021"));
  }

  /** Zheng et al. 2015. Person -1 is junk and person 0 is nobody: distractors. */
  static ImportPlan market() {
    return ImportPlan.NONE
        .withPattern("{split}/{identity}_c{camera:\\d}s*")
        .excluding("-1_*", "0000_*", "gt_*/**")
        .with(
            ColumnEdits.NONE.mapping(
                "split:bounding_box_train=train,bounding_box_test=test,query=test"))
        .withCard(
            card ->
                card.named("market1501").from("research use", "Market-1501, Zheng et al. 2015"));
  }

  private static TableSource required(Path folder, String name) {
    return near(folder, name)
        .map(TableSource::of)
        .orElseThrow(
            () ->
                new MalformedDataSetException(
                    "there is no %s in or beside %s; put it there, or use winnow import folder with --table"
                        .formatted(name, folder)));
  }

  private static Optional<Path> either(Path folder, String... names) {
    return Stream.of(names).flatMap(name -> near(folder, name).stream()).findFirst();
  }

  private static Optional<Path> near(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.toAbsolutePath().normalize().resolveSibling(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
