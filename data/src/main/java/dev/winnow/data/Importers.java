package dev.winnow.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes data sets of collections as other people publish them. Only {@code dataset.json} and {@code
 * samples.csv} are written; the images stay where they are and are not opened.
 */
public final class Importers {
  private static final String IDENTITY = "identity";
  private static final String GENDER = "gender";

  /** Share of an LFW image's width and height that shows the face. */
  private static final double LFW_CROP = 0.45;

  private Importers() {}

  /**
   * A data set and what it does not hold.
   *
   * @param set as written
   * @param unlabelled images left out because nothing says what they show
   * @param missing images left out because they are named in a list and not there
   * @param leftOut what else the folder holds
   */
  public record Imported(DataSet set, int unlabelled, int missing, LeftOut leftOut) {
    /** A data set that holds all there is. */
    public static Imported whole(DataSet set) {
      return new Imported(set, 0, 0, LeftOut.NOTHING);
    }
  }

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
   * @param modality of the files that count
   * @throws MalformedDataSetException if the folder is not of this form or {@code out} already
   *     holds a data set
   */
  public static Imported lfw(Path folder, Path out, Modality modality) {
    DataCard card =
        DataCard.ofImages("lfw")
            .withCrop(LFW_CROP)
            .from("research use", "Labeled Faces in the Wild, vis-www.cs.umass.edu/lfw");
    FaceLists lists = FaceLists.ofLfw(folder);
    Folders.Found images = Folders.find(folder, modality);
    return write(folder, out, card, List.of(IDENTITY, GENDER), images, lists::labels, lists.size());
  }

  /**
   * The Database of Faces of AT&T Laboratories Cambridge (ORL): a folder of PGM per person, labels
   * {@code identity} and {@code gender} from {@code labels.csv} (columns {@code identity}, {@code
   * gender}).
   *
   * @param folder that holds the people's folders
   * @param out folder of the data set
   * @param modality of the files that count
   * @throws MalformedDataSetException if the folder is not of this form or {@code out} already
   *     holds a data set
   */
  public static Imported orl(Path folder, Path out, Modality modality) {
    DataCard card =
        DataCard.ofImages("orl")
            .from("free with credit", "The Database of Faces, AT&T Laboratories Cambridge");
    FaceLists lists = FaceLists.ofOrl(folder);
    Folders.Found images = Folders.find(folder, modality).ending(".pgm");
    return write(folder, out, card, List.of(IDENTITY, GENDER), images, lists::labels, 0);
  }

  /**
   * A folder with one folder per class, which may hold further folders. Images beside the classes'
   * folders are left out.
   *
   * @param folder that holds the classes' folders
   * @param column name of the label column
   * @param out folder of the data set
   * @param modality of the files that count
   * @throws MalformedDataSetException if there is no image in a folder of its class, if the column
   *     cannot be called that, or if {@code out} already holds a data set
   */
  public static Imported folder(Path folder, String column, Path out, Modality modality) {
    DataCard card = DataCard.of(Folders.name(folder), modality.kind());
    return write(
        folder,
        out,
        card,
        List.of(column),
        Folders.find(folder, modality),
        path -> Folders.parent(path).map(name -> Map.of(column, name)),
        0);
  }

  private static Imported write(
      Path folder,
      Path out,
      DataCard card,
      List<String> columns,
      Folders.Found images,
      Function<String, Optional<Map<String, String>>> labels,
      int listed) {
    List<Sample> samples = new ArrayList<>();
    for (String path : images.paths()) {
      labels.apply(path).ifPresent(known -> samples.add(Sample.of(path, known)));
    }
    if (samples.isEmpty()) {
      throw new MalformedDataSetException(
          "%s has no labelled image; name the folder that holds a folder of images per %s"
              .formatted(folder, columns.get(0)));
    }
    DataCard placed = Folders.root(folder, out).map(card::withRoot).orElse(card);
    DataSet set = DataSet.write(out, placed, columns, samples);
    return new Imported(
        set,
        images.paths().size() - samples.size(),
        Math.max(0, listed - samples.size()),
        images.leftOut());
  }
}
