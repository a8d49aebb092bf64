package dev.winnow.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes data sets of collections as other people publish them. Only {@code dataset.json} and {@code
 * samples.csv} are written; the pictures stay where they are and are not opened.
 */
public final class Importers {
  private static final String IDENTITY = "identity";
  private static final String GENDER = "gender";

  /** Share of an LFW picture's width and height that shows the face. */
  private static final double LFW_CROP = 0.45;

  private Importers() {}

  /**
   * A data set and what it does not hold.
   *
   * @param set as written
   * @param unlabelled pictures left out because nothing says what they show
   * @param missing pictures left out because they are named in a list and not there
   */
  public record Imported(DataSet set, int unlabelled, int missing) {}

  /**
   * Labeled Faces in the Wild (Huang et al. 2007), any alignment: a folder per person, labels
   * {@code identity} and {@code gender} ({@code female}, {@code male}), crop 0.45.
   *
   * <p>Genders come from {@code labels.csv} in the folder (columns {@code file}, {@code identity},
   * {@code gender}), or else from the lists {@code male_names.txt} and {@code female_names.txt} in
   * or beside it, one file name per line (Afifi and Abdelhamed 2019).
   *
   * @param folder that holds the people's folders
   * @param out folder of the data set
   * @throws MalformedDataSetException if the folder is not of this form or {@code out} already
   *     holds a data set
   */
  public static Imported lfw(Path folder, Path out) {
    DataCard card =
        DataCard.ofPictures("lfw")
            .withCrop(LFW_CROP)
            .from("research use", "Labeled Faces in the Wild, vis-www.cs.umass.edu/lfw");
    FaceLists lists = FaceLists.ofLfw(folder);
    List<String> pictures = Folders.pictures(folder);
    return write(
        folder, out, card, List.of(IDENTITY, GENDER), pictures, lists::labels, lists.size());
  }

  /**
   * The Database of Faces of AT&T Laboratories Cambridge (ORL): a folder of PGM per person, labels
   * {@code identity} and {@code gender} from {@code labels.csv} (columns {@code identity}, {@code
   * gender}).
   *
   * @param folder that holds the people's folders
   * @param out folder of the data set
   * @throws MalformedDataSetException if the folder is not of this form or {@code out} already
   *     holds a data set
   */
  public static Imported orl(Path folder, Path out) {
    DataCard card =
        DataCard.ofPictures("orl")
            .from("free with credit", "The Database of Faces, AT&T Laboratories Cambridge");
    FaceLists lists = FaceLists.ofOrl(folder);
    List<String> pictures =
        Folders.pictures(folder).stream().filter(path -> path.endsWith(".pgm")).toList();
    return write(folder, out, card, List.of(IDENTITY, GENDER), pictures, lists::labels, 0);
  }

  /**
   * A folder with one folder per class, which may hold further folders. Pictures beside the
   * classes' folders are left out.
   *
   * @param folder that holds the classes' folders
   * @param column name of the label column
   * @param out folder of the data set
   * @throws MalformedDataSetException if there is no picture in a folder of its class, if the
   *     column cannot be called that, or if {@code out} already holds a data set
   */
  public static Imported folder(Path folder, String column, Path out) {
    DataCard card = DataCard.ofPictures(Folders.name(folder));
    return write(
        folder,
        out,
        card,
        List.of(column),
        Folders.pictures(folder),
        path -> Folders.parent(path).map(name -> Map.of(column, name)),
        0);
  }

  private static Imported write(
      Path folder,
      Path out,
      DataCard card,
      List<String> columns,
      List<String> pictures,
      Function<String, Optional<Map<String, String>>> labels,
      int listed) {
    List<Sample> samples = new ArrayList<>();
    for (String path : pictures) {
      labels.apply(path).ifPresent(known -> samples.add(Sample.of(path, known)));
    }
    if (samples.isEmpty()) {
      throw new MalformedDataSetException(
          "%s has no labelled picture; name the folder that holds a folder of pictures per %s"
              .formatted(folder, columns.get(0)));
    }
    DataCard placed = Folders.root(folder, out).map(card::withRoot).orElse(card);
    DataSet set = DataSet.write(out, placed, columns, samples);
    return new Imported(
        set, pictures.size() - samples.size(), Math.max(0, listed - samples.size()));
  }
}
