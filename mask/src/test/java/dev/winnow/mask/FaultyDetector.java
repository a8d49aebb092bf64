package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A detector that fails in every way at random. */
final class FaultyDetector implements Detector {
  private final Random random = new Random(15);
  private final Semaphore passed = new Semaphore(0);
  private final AtomicInteger hung = new AtomicInteger();

  @Override
  public List<String> labels() {
    return List.of("face");
  }

  @Override
  public List<DetectedObject> detect(Image image) {
    double draw = random.nextDouble();
    if (draw < 0.0005) {
      hang();
      return List.of();
    }
    if (draw < 0.05) {
      throw new IllegalStateException("a detector that failed");
    }
    if (draw < 0.1) {
      return List.of(new DetectedObject(new Box(0, 0, 1, 1), Float.NaN, 0));
    }
    return draw < 0.35 ? List.of() : Film.faces(image);
  }

  /** Until three more frames have come. */
  private void hang() {
    hung.incrementAndGet();
    passed.drainPermits();
    passed.acquireUninterruptibly(3);
  }

  /** A frame has come. */
  void pass() {
    passed.release();
  }

  /** How often it hung. */
  int hung() {
    return hung.get();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
