package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import java.nio.file.Path;
import java.util.Locale;

/** Collections that many people have, as the plans by which they are imported. */
public enum KnownCollection {
  LFW(
      "Labeled Faces in the Wild: a folder per person, and labels.csv, male_names.txt and"
          + " female_names.txt, or lfw_attributes.txt."),
  ORL("The AT&T Database of Faces: a folder of PGM per person, and labels.csv."),
  CELEBA(
      "CelebA: pictures, list_attr_celeba, and identity_CelebA and list_eval_partition if there."),
  UTKFACE("UTKFace: age, gender and race in the files' names."),
  FAIRFACE("FairFace: folders train and val, fairface_label_train.csv and fairface_label_val.csv."),
  MARKET1501("Market-1501: people and cameras in the files' names, bounding_box_train and _test."),
  HAR_GEOTEC(
      "Phones and watches of Matey-Sanz et al. 2023: windows of 1.28 s, half of each new, of the"
          + " activity that fills at least .7 of it; DATA with its CSV files and subjects_info.csv.");

  private final String about;

  KnownCollection(String about) {
    this.about = about;
  }

  /** The word on the command line: the constant in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, in one sentence. */
  public String about() {
    return about;
  }

  /**
   * How it is imported.
   *
   * @param folder that holds it
   * @throws MalformedDataSetException if the tables that it needs are not there
   */
  public ImportPlan plan(Path folder) {
    return switch (this) {
      case LFW -> FacePlans.lfw(folder);
      case ORL -> FacePlans.orl(folder);
      case CELEBA -> FacePlans.celeba(folder);
      case UTKFACE -> FacePlans.utkface();
      case FAIRFACE -> FacePlans.fairface(folder);
      case MARKET1501 -> FacePlans.market();
      case HAR_GEOTEC -> SensorPlans.geotec(folder);
    };
  }
}
