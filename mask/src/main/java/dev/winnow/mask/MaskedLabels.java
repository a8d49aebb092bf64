package dev.winnow.mask;

import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.util.List;

/**
 * What a detector finds and a mask covers, with scores that mean the same for all detectors: from
 * one half on a detection counts by itself.
 */
final class MaskedLabels implements Detector {
  /** The score from which a detection counts by itself. */
  static final double SURE = 0.5;

  private final Detector detector;
  private final MaskDetector settings;

  MaskedLabels(Detector detector, MaskDetector settings) {
    this.detector = detector;
    this.settings = settings;
  }

  @Override
  public List<String> labels() {
    return detector.labels();
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    return detector.detect(image).stream()
        .filter(object -> settings.isMasked(object.label()))
        .filter(object -> !(object.score() < settings.scores().threshold()))
        .map(object -> new DetectedObject(object.box(), comparable(object.score()), object.label()))
        .toList();
  }

  @Override
  public void close() {
    detector.close();
  }

  private float comparable(float score) {
    double sure = settings.scores().sure();
    double share =
        score >= sure
            ? SURE + (1 - SURE) * (score - sure) / Math.max(1e-6, 1 - sure)
            : SURE * score / sure;
    return (float) share;
  }
}
