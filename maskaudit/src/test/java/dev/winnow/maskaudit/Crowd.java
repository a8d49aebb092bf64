package dev.winnow.maskaudit;

import dev.winnow.core.Progress;
import dev.winnow.data.DataSet;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import dev.winnow.mask.MaskSettings;
import dev.winnow.portraits.Portraits;
import dev.winnow.trust.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Painted portraits, on which the face is always in the same place, and who masks and judges them.
 */
final class Crowd {
  /** Where the face is on a portrait, hair and all. */
  static final Box FACE = new Box(0.16f, 0.08f, 0.68f, 0.86f);

  private Crowd() {}

  /** A data set of portraits of so many people. */
  static DataSet portraits(Path folder, int people) {
    return Portraits.withSeed(5).write(folder, people, Progress.NONE);
  }

  /** A detector that does as it is told. */
  static Detector detector(Function<Image, List<DetectedObject>> says) {
    return new Detector() {
      @Override
      public List<String> labels() {
        return List.of("face");
      }

      @Override
      public List<DetectedObject> detect(Image image) {
        return says.apply(image);
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }

  /** Finds the face of every portrait, unless its middle is one colour. */
  static List<DetectedObject> face(Image image) {
    int x = image.width() / 2;
    int y = image.height() / 2;
    int first = image.rgb(x, y);
    boolean isFlat = true;
    for (int i = -6; i <= 6; i++) {
      isFlat &= image.rgb(x + i, y + i) == first;
    }
    return isFlat ? List.of() : List.of(new DetectedObject(FACE, 0.95f, 0));
  }

  /** A mask whose detector misses every so manieth image; 0 for none. */
  static AuditedMask mask(MaskSettings.Fill fill, double margin, int missesEvery) {
    MaskSettings settings =
        MaskSettings.withDefaults()
            .with(new MaskSettings.Appearance(MaskSettings.Shape.ELLIPSE, fill, margin))
            .with(new MaskSettings.Persistence(Duration.ZERO, 0, Duration.ZERO, Duration.ZERO));
    return new AuditedMask(
        settings,
        () -> {
          int[] looks = new int[1];
          return detector(
              image ->
                  missesEvery > 0 && ++looks[0] % missesEvery == 0
                      ? List.of()
                      : List.of(new DetectedObject(FACE, 0.95f, 0)));
        },
        Set.of());
  }

  /** A judge that finds every face that can be seen. */
  static Judge judge() {
    return new Judge("judge", false, detector(Crowd::face));
  }

  /** What was found of a metric, by somebody. */
  static Finding finding(List<Finding> findings, String metric, String adversary) {
    return findings.stream()
        .filter(each -> each.metric().equals(metric) && each.adversary().equals(adversary))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + metric + " in " + findings));
  }
}
