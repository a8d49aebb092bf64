package dev.winnow.data.importing;

import dev.winnow.data.MalformedDataSetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collections of people's sensors. */
final class SensorPlans {
  private static final String SUBJECTS = "subjects_info.csv";

  /**
   * Half of what most of the literature takes after Anguita et al. 2013: standing up and turning
   * take about a second.
   */
  private static final double WINDOW = 1.28;

  private static final double OVERLAP = 0.5;

  /** What a window shows for less of its time than that, nobody could name. */
  private static final double MAJORITY = 0.7;

  /** What the devices were asked for; they gave a little more. */
  private static final double RATE = 100;

  private SensorPlans() {}

  /**
   * Matey-Sanz, Casteleyn and Granell 2023. What phone and watch recorded of one execution is one
   * session.
   */
  static ImportPlan geotec(Path folder) {
    return ImportPlan.NONE
        .withPattern("(?:.*/)?(?<session>(?<subject_id>s\\d+)_\\d+)_(?<device>s[pw])\\.csv")
        .with(TableSource.of(subjects(folder)))
        .excluding("executions_info.csv")
        .with(new WindowPlan(WINDOW, OVERLAP, Optional.of("label"), MAJORITY))
        .with(
            ColumnEdits.NONE
                .renaming(Map.of("subject_id", "subject", "label", "activity"))
                .mapping("gender:F=female,M=male")
                .mapping("device:sp=phone,sw=watch")
                .keeping("activity", "subject", "session", "device", "gender", "age"))
        .withCard(
            card ->
                card.named("har_geotec")
                    .withSampleRate(RATE)
                    .withChannels(List.of("x_acc", "y_acc", "z_acc", "x_gyro", "y_gyro", "z_gyro"))
                    .from(
                        "CC-BY-4.0",
                        "Matey-Sanz, Casteleyn and Granell 2023, doi.org/10.5281/zenodo.8398688"));
  }

  private static Path subjects(Path folder) {
    return Stream.of(
            folder.resolve(SUBJECTS),
            folder.resolve("DATA").resolve(SUBJECTS),
            folder.toAbsolutePath().normalize().resolveSibling(SUBJECTS))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedDataSetException(
                    "there is no %s in, in DATA below, or beside %s; put it there, or use winnow import folder with --table"
                        .formatted(SUBJECTS, folder)));
  }
}
