package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Masks one image by itself, with all that the detectors find on it, sure or not. */
final class StillMasker implements AutoCloseable {
  private final DetectorGuard detectors;
  private final MaskSettings settings;
  private final MaskPainter painter;

  StillMasker(DetectorGuard detectors, MaskSettings settings) {
    this.detectors = detectors;
    this.settings = settings;
    this.painter = new MaskPainter(settings.appearance());
  }

  /** What may be seen of an image: nothing, if the detectors failed. */
  MaskedFrame mask(Image image) {
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
