package dev.winnow.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.image.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an output shows that has a mask on top of the package's own. */
class StricterMaskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int GREY = 0x808080;

  /** A detector that finds what it is told. */
  private record Finding(Function<Image, List<DetectedObject>> what) implements Detector {
    @Override
    public List<String> labels() {
      return List.of("thing");
    }

    @Override
    public List<DetectedObject> detect(Image image) {
      return what.apply(image);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  /** The lower left quarter, where the face may be too. */
  private static final Box QUARTER = new Box(0, 0.5f, 0.5f, 0.5f);

  private static final Detector BODY =
      new Finding(image -> List.of(new DetectedObject(QUARTER, 0.9f, 0)));

  private static FrameMasker masker(Detector detector, MaskSettings settings) {
    return new FrameMasker(new DetectorGuard(detector, 0.5, PATIENCE), settings);
  }

  private static MaskSettings pixelated() {
    return MaskSettings.withDefaults()
        .with(new MaskSettings.Appearance(MaskSettings.Shape.BOX, MaskSettings.Fill.PIXELATE, 0.3));
  }

  private static MaskSettings lookingAhead(int millis) {
    return pixelated()
        .with(
            new MaskSettings.Persistence(
                Duration.ofSeconds(1), 0.5, Duration.ofMillis(millis), Duration.ZERO));
  }

  /** What leaves, and what the output shows. */
  private record Shown(List<MaskedFrame> own, List<MaskedFrame> output) {}

  private static Shown shown(FrameMasker own, StricterMask stricter, int frames, Runnable pass) {
    Shown shown = new Shown(new ArrayList<>(), new ArrayList<>());
    try (own;
        stricter) {
      for (int i = 0; i < frames; i++) {
        pass.run();
        stricter.see(Film.frame(i));
        List<MaskedFrame> released = own.add(Film.frame(i));
        shown.own.addAll(released);
        shown.output.addAll(stricter.over(released));
      }
      stricter.end();
      List<MaskedFrame> released = own.flush();
      shown.own.addAll(released);
      shown.output.addAll(stricter.over(released));
    }
    return shown;
  }

  private static void requireNoMoreThanOwn(Shown shown) {
    assertEquals(shown.own.size(), shown.output.size());
    for (int i = 0; i < shown.own.size(); i++) {
      MaskedFrame own = shown.own.get(i);
      MaskedFrame output = shown.output.get(i);
      assertEquals(own.time(), output.time());
      for (int y = 0; y < own.image().height(); y++) {
        for (int x = 0; x < own.image().width(); x++) {
          boolean masked = output.isMasked(x, y);
          assertTrue(masked || !own.isMasked(x, y), "unmasked at " + x + ", " + y);
          assertEquals(masked ? GREY : own.image().rgb(x, y), output.image().rgb(x, y));
        }
      }
    }
  }

  @Test
  void solid_ofAPixelatedMask_isGreyWhereTheAnalyzerGetsSquares() {
    Shown shown =
        shown(masker(new Finding(Film::faces), pixelated()), StricterMask.solid(), 40, () -> {});

    assertEquals(40, shown.own.size());
    requireNoMoreThanOwn(shown);
    long coloured = shown.own.stream().filter(StricterMaskTest::hasColourUnderItsMask).count();
    assertEquals(40, coloured, "the mask that leaves is pixelated");
    assertTrue(shown.output.stream().noneMatch(StricterMaskTest::hasColourUnderItsMask));
  }

  private static boolean hasColourUnderItsMask(MaskedFrame frame) {
    for (int y = 0; y < frame.image().height(); y++) {
      for (int x = 0; x < frame.image().width(); x++) {
        if (frame.isMasked(x, y) && frame.image().rgb(x, y) != GREY) {
          return true;
        }
      }
    }
    return false;
  }

  /** Motion-Project/motion#688: one mask for what is analysed, and another for what is shown. */
  @Test
  void with_anotherMask_coversBothOnTheOutputAndOneForTheAnalyzer() {
    for (int ahead : new int[] {0, 500, 900}) {
      Shown shown =
          shown(
              masker(new Finding(Film::faces), lookingAhead(500)),
              StricterMask.with(masker(BODY, lookingAhead(ahead))),
              40,
              () -> {});

      assertEquals(40, shown.own.size());
      requireNoMoreThanOwn(shown);
      for (MaskedFrame frame : shown.own) {
        assertFalse(frame.isMasked(2, 118), "the body leaves for the analyzer");
      }
      for (MaskedFrame frame : shown.output) {
        assertFalse(frame.isWhole());
        assertEquals(0, Film.bareFace(frame));
        assertEquals(GREY, frame.image().rgb(2, 118));
        assertEquals(GREY, frame.image().rgb(79, 61));
      }
    }
  }

  /** Whichever detector fails, the output is never barer than what leaves. */
  @Test
  void with_detectorsThatFailAtRandom_neverShowsMoreThanTheOwnMask() {
    FaultyDetector second = new FaultyDetector();
    Shown shown =
        shown(
            masker(new Finding(Film::faces), pixelated()),
            StricterMask.with(masker(second, lookingAhead(0))),
            400,
            second::pass);

    requireNoMoreThanOwn(shown);
    long whole = shown.output.stream().filter(MaskedFrame::isWhole).count();
    assertTrue(whole > 10 && whole < 200, whole + " masked whole");
    assertTrue(shown.own.stream().noneMatch(MaskedFrame::isWhole));
    shown.output.forEach(frame -> assertEquals(0, Film.bareFace(frame)));
  }

  @Test
  void cover_masksOfDifferentFrames_isRefused() {
    MaskedFrame first = MaskPainter.paintWhole(8, 8, Duration.ZERO);

    assertThrows(
        IllegalStateException.class,
        () -> MaskPainter.cover(first, MaskPainter.paintWhole(8, 8, Duration.ofSeconds(1))));
    assertThrows(
        IllegalStateException.class,
        () -> MaskPainter.cover(first, MaskPainter.paintWhole(9, 8, Duration.ZERO)));
  }
}
