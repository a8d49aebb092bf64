package dev.winnow.maskaudit;

import dev.winnow.core.Digest;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A face detector that says where faces are, and had no part in masking them unless it {@link
 * #isOwn}. Whoever opens it closes it.
 *
 * @param name in findings, such as {@code yunet_n_320_320}
 * @param isOwn whether the mask has the very same detector; what that finds decides nothing
 */
record Judge(String name, boolean isOwn, Detector detector) implements AutoCloseable {
  /** From this score on a judge is believed. */
  static final double SURE = 0.8;

  /**
   * Opens a judge.
   *
   * @param own digests of the mask's detectors
   * @throws dev.winnow.core.WinnowException if the file is no detector
   */
  static Judge open(Path file, Set<Digest> own, int threads) {
    Network network = Network.read(file);
    try {
      return new Judge(
          String.valueOf(file.getFileName()).replace(".onnx", ""),
          own.contains(Digest.ofFile(file)) || own.contains(Digest.of(network.toBytes())),
          OnnxDetector.open(network, DetectorSpec.of(network).withThreshold(SURE), threads));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The faces that it is sure of. */
  List<DetectedObject> faces(Image image) {
    return detector.detect(image).stream().filter(face -> face.score() >= SURE).toList();
  }

  @Override
  public void close() {
    detector.close();
  }
}
