package dev.winnow.mask;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import dev.winnow.video.VideoFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Masks the frames of one film. A frame waits for as long as the settings' look-ahead, so that what
 * is first seen a little later is masked on it too. If the detectors fail, or have not looked since
 * the scene changed, all of it is masked.
 *
 * <p>For one thread, and in order of time. Closing it closes the detectors.
 */
public final class FrameMasker implements AutoCloseable {
  /** A detector that takes longer than this for a frame has not looked. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DetectorGuard detectors;
  private final MaskSettings settings;
  private final MaskPainter painter;
  private final SortTracker tracker;
  private final SceneCut scenes = new SceneCut();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Optional<Duration> looked = Optional.empty();
  private boolean blind = true;

  /** A frame, and what must be masked on it as far as is known. */
  private record Waiting(VideoFrame frame, boolean whole, List<Box> boxes) {
    Duration time() {
      return frame.time();
    }
  }

  /**
   * Opens the mask of a package; whoever opens it closes it.
   *
   * @param threads that compute one look
   * @throws dev.winnow.core.UnsupportedPackageException if a detector cannot be read
   */
  public static FrameMasker open(MaskPackage mask, int threads) {
    return of(mask.open(threads), mask.settings());
  }

  /**
   * Masks by a detector of one's own; whoever makes this closes it.
   *
   * @param detector by whose scores from one half on a detection counts by itself
   */
  public static FrameMasker of(Detector detector, MaskSettings settings) {
    return new FrameMasker(new DetectorGuard(detector, MaskedLabels.SURE, PATIENCE), settings);
  }

  FrameMasker(DetectorGuard detectors, MaskSettings settings) {
    this.detectors = detectors;
    this.settings = settings;
    this.painter = new MaskPainter(settings.appearance());
    this.tracker = new SortTracker(detectors.sure(), settings.persistence().linger());
  }

  /**
   * Takes the next frame.
   *
   * @return the frames that have waited long enough, masked, in their order
   */
  public List<MaskedFrame> add(VideoFrame frame) {
    Duration time = frame.time();
    tracker.advance(time);
    boolean cut = scenes.isAt(frame.image());
    if (cut || blind || isDue(time)) {
      look(frame);
    }
    waiting.add(new Waiting(frame, blind, tracked()));
    return released(time.minus(settings.persistence().lookAhead()));
  }

  /** All frames that still wait, masked. */
  public List<MaskedFrame> flush() {
    return released(Duration.ofSeconds(Long.MAX_VALUE));
  }

  /** How often the detectors failed so far. */
  long failures() {
    return detectors.failures();
  }

  @Override
  public void close() {
    detectors.close();
  }

  private boolean isDue(Duration time) {
    return looked.isEmpty()
        || time.minus(looked.get()).compareTo(settings.persistence().interval()) >= 0;
  }

  private void look(VideoFrame frame) {
    Optional<List<DetectedObject>> found = detectors.look(frame.image());
    blind = found.isEmpty();
    if (found.isPresent()) {
      looked = Optional.of(frame.time());
      tracker.see(wanted(found.get()), frame.time()).forEach(this::reachBack);
    }
  }

  private List<DetectedObject> wanted(List<DetectedObject> found) {
    return found.stream().filter(object -> !settings.isExempt(object.box())).toList();
  }

  /** Masks on the frames that wait what is now known to have been there. */
  private void reachBack(Sighting sighting) {
    for (Waiting earlier : waiting) {
      if (sighting.tellsOf(earlier.time())) {
        Box there = sighting.at(earlier.time(), settings.persistence().growth());
        earlier.boxes.add(there.grown(settings.appearance().margin()));
      }
    }
  }

  private List<Box> tracked() {
    List<Box> boxes = new ArrayList<>();
    for (Track track : tracker.tracks()) {
      double missed = track.missed().toNanos() / 1e9;
      double growth = settings.appearance().margin() + settings.persistence().growth() * missed;
      boxes.add(track.box().grown(growth));
      if (missed == 0) {
        // Where it was seen, whatever the filter makes of it.
        boxes.add(track.lastSeen().grown(settings.appearance().margin()));
      }
    }
    return boxes;
  }

  private List<MaskedFrame> released(Duration until) {
    List<MaskedFrame> released = new ArrayList<>();
    while (!waiting.isEmpty() && waiting.peek().time().compareTo(until) <= 0) {
      released.add(painted(waiting.remove()));
    }
    return released;
  }

  private MaskedFrame painted(Waiting frame) {
    Image image = frame.frame.image();
    return frame.whole
        ? MaskPainter.paintWhole(image.width(), image.height(), frame.time())
        : painter.paint(image, frame.time(), frame.boxes, settings.always());
  }
}
