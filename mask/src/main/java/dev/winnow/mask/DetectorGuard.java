package dev.winnow.mask;

import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a detector and does not trust it: one that throws, answers with what is no number or takes
 * too long has not looked. One that hangs is asked again once it has come back, on whatever frame
 * there is then. For one asking thread.
 *
 * <p>Closing this closes the detector, unless it hangs: then both end with the process.
 */
final class DetectorGuard implements AutoCloseable {
  private final Detector detector;
  private final double sure;
  private final Duration patience;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("winnow-detector"));
  private Optional<Future<List<DetectedObject>>> late = Optional.empty();
  private long failures;

  /**
   * @param sure score from which a detection counts by itself
   * @param patience how long the detector may take for a frame
   */
  DetectorGuard(Detector detector, double sure, Duration patience) {
    this.detector = detector;
    this.sure = sure;
    this.patience = patience;
  }

  /** The score from which a detection counts by itself. */
  double sure() {
    return sure;
  }

  /** How often the detector failed. */
  long failures() {
    return failures;
  }

  /**
   * What is on a frame.
   *
   * @return empty if the detector cannot say
   */
  Optional<List<DetectedObject>> look(Image image) {
    if (late.isPresent() && !late.get().isDone()) {
      failures++;
      return Optional.empty();
    }
    late = Optional.empty();
    Future<List<DetectedObject>> answer = thread.submit(() -> detector.detect(image));
    try {
      List<DetectedObject> found = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (found.stream().allMatch(DetectorGuard::isSound)) {
        return Optional.of(found);
      }
    } catch (ExecutionException e) {
      // Whatever it was: nobody has looked.
    } catch (TimeoutException e) {
      late = Optional.of(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failures++;
    return Optional.empty();
  }

  /** A box knows by itself that it holds numbers. */
  private static boolean isSound(DetectedObject object) {
    return Float.isFinite(object.score());
  }

  @Override
  public void close() {
    thread.shutdown();
    if (late.isEmpty() || late.get().isDone()) {
      detector.close();
    }
  }
}
