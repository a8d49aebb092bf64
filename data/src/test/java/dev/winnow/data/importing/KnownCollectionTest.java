package dev.winnow.data.importing;

import static dev.winnow.data.importing.PeoplesFiles.labels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.DataSet;
import dev.winnow.data.LeftOut;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Collections as their authors publish them, a few pictures of each. */
class KnownCollectionTest {
  @TempDir Path folder;
  private PeoplesFiles files;

  @BeforeEach
  void inAFolder() {
    files = new PeoplesFiles(folder);
  }

  @Test
  void celeba_textLists_giveAttributesIdentityAndSplit() {
    files
        .images("files/img_align_celeba/000001.jpg", "files/img_align_celeba/000002.jpg")
        .images("files/img_align_celeba/000003.jpg")
        .text(
            "files/list_attr_celeba.txt",
            "4",
            "Male Smiling ",
            "000001.jpg  1 -1",
            "000002.jpg -1  1",
            "000003.jpg -1  1",
            "000004.jpg -1  1")
        .text("files/identity_CelebA.txt", "000001.jpg 2880", "000002.jpg 2937", "000003.jpg 7")
        .text("files/list_eval_partition.txt", "000001.jpg 0", "000002.jpg 1", "000003.jpg 2");

    ImportReport report = files.imported(KnownCollection.CELEBA);

    assertEquals(List.of("gender", "Smiling", "identity"), report.set().columns());
    assertEquals(
        Map.of("gender", "female", "Smiling", "1", "identity", "2937", "split", "validation"),
        labels(report, "img_align_celeba/000002.jpg"));
    assertEquals(Map.of(Split.TRAIN, 1, Split.VALIDATION, 1, Split.TEST, 1), report.splits());
    assertEquals(List.of("000004.jpg"), report.tables().get(0).lost());
  }

  /** As Kaggle has it. */
  @Test
  void celeba_csvLists_areTheSame() {
    files
        .images("files/img_align_celeba/img_align_celeba/000001.jpg")
        .text("files/list_attr_celeba.csv", "image_id,Male,Smiling", "000001.jpg,1,-1")
        .text("files/list_eval_partition.csv", "image_id,partition", "000001.jpg,2");

    ImportReport report = files.imported(KnownCollection.CELEBA);

    assertEquals(
        Map.of("gender", "male", "Smiling", "-1", "split", "test"),
        labels(report, "img_align_celeba/img_align_celeba/000001.jpg"));
  }

  @Test
  void utkface_names_giveLabelsAndNamesWithoutAFieldAreLeftOut() {
    files.images(
        "files/UTKFace/20_1_3_20170109200000000.jpg.chip.jpg",
        "files/UTKFace/61_0_0_20170109200000001.jpg.chip.jpg",
        "files/UTKFace/61_3_20170109150557335.jpg.chip.jpg",
        "files/UTKFace/53__0_20170116184028385.jpg.chip.jpg");

    ImportReport report = files.imported(KnownCollection.UTKFACE);

    assertEquals(
        Map.of("age", "20", "gender", "female", "race", "indian"),
        labels(report, "UTKFace/20_1_3_20170109200000000.jpg.chip.jpg"));
    assertEquals(2, report.set().samples().size());
    assertEquals(
        List.of(
            "UTKFace/53__0_20170116184028385.jpg.chip.jpg",
            "UTKFace/61_3_20170109150557335.jpg.chip.jpg"),
        report.leftOut().unfit());
  }

  @Test
  void fairface_tablesAndFolders_giveLabelsAndSplits() {
    files
        .images("files/train/1.jpg", "files/train/2.jpg", "files/val/1.jpg")
        .text(
            "files/fairface_label_train.csv",
            "file,age,gender,race,service_test",
            "train/1.jpg,20-29,Male,East Asian,True",
            "train/2.jpg,3-9,Female,White,False")
        .text(
            "files/fairface_label_val.csv",
            "file,age,gender,race,service_test",
            "val/1.jpg,20-29,Female,Black,True");

    ImportReport report = files.imported(KnownCollection.FAIRFACE);

    assertEquals(
        Map.of("age", "20-29", "gender", "male", "race", "East Asian", "split", "train"),
        labels(report, "train/1.jpg"));
    assertEquals(
        Map.of("age", "20-29", "gender", "female", "race", "Black", "split", "validation"),
        labels(report, "val/1.jpg"));
  }

  @Test
  void market1501_names_givePeopleWithoutDistractors() {
    files
        .images(
            "files/bounding_box_train/0002_c1s1_000151_01.jpg",
            "files/bounding_box_test/0003_c2s1_000152_02.jpg",
            "files/bounding_box_test/-1_c1s1_000401_03.jpg",
            "files/bounding_box_test/0000_c1s1_000151_01.jpg",
            "files/query/0003_c5s1_001426_00.jpg")
        .text("files/bounding_box_train/Thumbs.db", "x");

    ImportReport report = files.imported(KnownCollection.MARKET1501);

    assertEquals(List.of("0002", "0003"), report.set().classes("identity"));
    assertEquals(
        Map.of("identity", "0003", "camera", "5", "split", "test"),
        labels(report, "query/0003_c5s1_001426_00.jpg"));
    assertEquals(Map.of(Split.TRAIN, 1, Split.TEST, 2), report.splits());
    assertEquals(2, report.leftOut().excluded());
    assertEquals(LeftOut.NOTHING, report.leftOut().others());
  }

  private PeoplesFiles lfw() {
    return files.images(
        "files/Ann_Doe/Ann_Doe_0001.jpg",
        "files/Bob_Roe/Bob_Roe_0001.jpg",
        "files/Bob_Roe/Bob_Roe_0002.jpg");
  }

  @Test
  void lfw_labelsTable_givesIdentityAndGenderOfWhatIsThere() {
    lfw()
        .text(
            "files/labels.csv",
            "file,identity,gender,label_source",
            "Ann_Doe/Ann_Doe_0001.jpg,Ann_Doe,F,list",
            "Bob_Roe/Bob_Roe_0002.jpg,Bob_Roe,M,list",
            "Zoe_Poe/Zoe_Poe_0001.jpg,Zoe_Poe,F,list");

    ImportReport report = files.imported(KnownCollection.LFW);

    DataSet set = DataSet.open(files.at("set"));
    assertEquals(report.set().samples(), set.samples());
    assertEquals(2, set.samples().size());
    assertEquals(
        Map.of("identity", "Bob_Roe", "gender", "male"),
        labels(report, "Bob_Roe/Bob_Roe_0002.jpg"));
    assertEquals(Optional.of(0.45), set.card().crop());
    assertEquals("lfw", set.card().name());
    assertEquals(1, report.leftOut().unlabelled());
    assertEquals(List.of("Zoe_Poe/Zoe_Poe_0001.jpg"), report.tables().get(0).lost());
    assertEquals(files.at("files/Ann_Doe/Ann_Doe_0001.jpg"), set.file(set.samples().get(0)));
  }

  @Test
  void lfw_nameListsBeside_giveIdentityAndGender() {
    lfw()
        .text("female_names.txt", "Ann_Doe_0001.jpg")
        .text("male_names.txt", "Bob_Roe_0001.jpg", "Bob_Roe_0002.jpg ", "");

    ImportReport report = files.imported(KnownCollection.LFW);

    assertEquals(
        Map.of("identity", "Ann_Doe", "gender", "female"),
        labels(report, "Ann_Doe/Ann_Doe_0001.jpg"));
    assertEquals(
        Map.of("identity", "Bob_Roe", "gender", "male"),
        labels(report, "Bob_Roe/Bob_Roe_0002.jpg"));
  }

  @Test
  void lfw_attributes_areJoinedByNameAndNumber() {
    lfw()
        .text(
            "lfw_attributes.txt",
            "# attributes",
            "#\tperson\timagenum\tMale\tAsian",
            "Ann Doe\t1\t-1.52\t0.1",
            "Bob Roe\t1\t0.4\t0.1",
            "Bob Roe\t2\t1.52\t0.1");

    ImportReport report = files.imported(KnownCollection.LFW);

    assertEquals(List.of("identity", "gender"), report.set().columns());
    assertEquals(
        Map.of("identity", "Ann_Doe", "gender", "female"),
        labels(report, "Ann_Doe/Ann_Doe_0001.jpg"));
    assertEquals(
        Map.of("identity", "Bob_Roe", "gender", "male"),
        labels(report, "Bob_Roe/Bob_Roe_0002.jpg"));
    assertEquals(List.of("person", "imagenum"), report.tables().get(0).keys());
  }

  @Test
  void lfw_noGenders_saysWhatToDo() {
    lfw();

    var refusal =
        assertThrows(MalformedDataSetException.class, () -> files.imported(KnownCollection.LFW));

    assertEquals(
        "nothing in or beside %s tells the genders: put labels.csv, male_names.txt and female_names.txt, or lfw_attributes.txt there, or use winnow import folder --label identity"
            .formatted(files.at("files")),
        refusal.getMessage());
    assertEquals(false, Files.exists(files.at("set")));
  }

  @Test
  void orl_folders_giveIdentityAndGender() {
    files
        .images("files/s1/1.pgm", "files/s1/1.pgm.png", "files/s2/10.pgm", "files/s3/1.pgm")
        .text("files/labels.csv", "identity,gender", "s1,M", "s2,F");

    ImportReport report = files.imported(KnownCollection.ORL);

    assertEquals(Map.of("identity", "s2", "gender", "female"), labels(report, "s2/10.pgm"));
    assertEquals(Map.of("identity", "s3"), labels(report, "s3/1.pgm"));
    assertEquals(List.of("s1/1.pgm.png"), report.leftOut().unfit());
  }

  @Test
  void fairface_noTable_saysWhichIsMissing() {
    files.images("files/train/1.jpg");

    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> files.imported(KnownCollection.FAIRFACE));

    assertEquals(
        "there is no fairface_label_train.csv in or beside %s; put it there, or use winnow import folder with --table"
            .formatted(files.at("files")),
        refusal.getMessage());
  }

  private DataSet real(KnownCollection collection, String name) {
    Path real = Path.of(System.getenv("WINNOW_DATA"), name);
    return FolderImport.run(
            real, collection.plan(real), files.at("set"), List.of(PeoplesFiles.IMAGES))
        .set();
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void lfw_realFaces_areAllThere() {
    DataSet set = real(KnownCollection.LFW, "lfw");

    assertEquals(13_233, set.samples().size());
    assertEquals(5_749, set.classes("identity").size());
    assertEquals(
        2_967,
        set.samples().stream()
            .filter(s -> s.label("gender").equals(Optional.of("female")))
            .count());
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "WINNOW_DATA",
      matches = ".+",
      disabledReason = "no real data: WINNOW_DATA is not set")
  void orl_realFaces_areAllThere() {
    DataSet set = real(KnownCollection.ORL, "orl");

    assertEquals(400, set.samples().size());
    assertEquals(40, set.classes("identity").size());
    assertEquals(List.of("female", "male"), set.classes("gender"));
  }
}
