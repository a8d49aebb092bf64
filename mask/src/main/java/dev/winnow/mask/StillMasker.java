package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Masks images one by one, each by itself, with all that the detectors find on it, sure or not.
 *
 * <p>For one thread. Closing it closes the detectors.
 */
public final class StillMasker implements AutoCloseable {
  /** A still may be large, and nobody waits for it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DetectorGuard detectors;
  private final MaskSettings settings;
  private final MaskPainter painter;

  /**
   * Masks by a detector of one's own; whoever makes this closes it.
   *
   * @param detector whose every detection is covered
   */
  public static StillMasker of(Detector detector, MaskSettings settings) {
    return new StillMasker(new DetectorGuard(detector, MaskedLabels.SURE, PATIENCE), settings);
  }

  StillMasker(DetectorGuard detectors, MaskSettings settings) {
    this.detectors = detectors;
    this.settings = settings;
    this.painter = new MaskPainter(settings.appearance());
  }

  /** What may be seen of an image: nothing, if the detectors failed. */
  public MaskedFrame mask(Image image) {
    Optional<List<DetectedObject>> found = detectors.look(image);
    if (found.isEmpty()) {
      return MaskPainter.paintWhole(image.width(), image.height(), Duration.ZERO);
    }
    List<Box> boxes = new ArrayList<>();
    for (DetectedObject object : found.get()) {
      if (!settings.isExempt(object.box())) {
        boxes.add(object.box().grown(settings.appearance().margin()));
      }
    }
    return painter.paint(image, Duration.ZERO, boxes, settings.always());
  }

  @Override
  public void close() {
    detectors.close();
  }
}
