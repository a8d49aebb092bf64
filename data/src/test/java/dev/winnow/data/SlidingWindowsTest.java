package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Captures whose bytes are as many as they last tenths of a second; inputs last one second. */
class SlidingWindowsTest {
  private static final InputSpec SECOND = AudioSpec.of(10, 10);

  @Test
  void next_longerCaptures_areWindowsNamedByTheirTime() {
    assertEquals(
        List.of(
            "a, 0.0–1.0 s",
            "a, 1.0–2.0 s",
            "a, 2.0–2.5 s",
            "b",
            "c",
            "d, 0.0–1.0 s",
            "d, 1.0–2.0 s"),
        names(1, capture("a", 25), capture("b", 10), capture("c", 3), capture("d", 20)));
  }

  @Test
  void next_overlappingWindows_endWithTheCapture() {
    assertEquals(
        List.of("a, 0.0–1.0 s", "a, 0.3–1.3 s", "a, 0.6–1.6 s"), names(0.3, capture("a", 16)));
    assertEquals(List.of("a, 0.0–1.0 s", "a, 0.7–1.6 s"), names(0.7, capture("a", 16)));
  }

  /** With gaps between windows, none begins where nothing is left. */
  @Test
  void next_windowsApart_leaveOutWhatLiesBetween() {
    assertEquals(List.of("a, 0.0–1.0 s", "a, 2.0–3.0 s"), names(2, capture("a", 35)));
    assertEquals(List.of("a, 0.0–1.0 s"), names(2, capture("a", 15)));
  }

  /** The row of a data set keeps its labels, and its windows lie within its own time. */
  @Test
  void next_partOfAFile_isPartedWithinItself() {
    Sample row = Sample.of("a", Map.of("digit", "7")).during(new TimeWindow(0.5, 9));
    CaptureId id = new CaptureId("a", 4, row.window());
    CaptureStream windows =
        SlidingWindows.of(
            stream(new Capture(id, Optional.of(row), () -> new byte[30])), tenths(SECOND), 1);

    List<Capture> all = all(windows);

    assertEquals(
        List.of("a, 0.5–1.5 s", "a, 1.5–2.5 s", "a, 2.5–3.0 s"),
        all.stream().map(capture -> capture.id().toString()).toList());
    assertEquals(
        List.of(0L, 1L, 2L), all.stream().map(capture -> capture.id().sequence()).toList());
    assertEquals("7", all.get(2).sample().orElseThrow().label("digit").orElseThrow());
    assertEquals(OptionalLong.empty(), windows.size());
  }

  /** A broken file is one capture, which says what is wrong when it is read. */
  @Test
  void next_unreadable_staysOneCapture() {
    Capture gone =
        new Capture(
            CaptureId.ofFile("b"),
            Optional.empty(),
            () -> {
              throw new UnreadableCaptureException("b", "there is no such file");
            });

    List<Capture> all = all(SlidingWindows.of(stream(gone, capture("a", 12)), tenths(SECOND), 1));

    assertEquals(3, all.size());
    assertThrows(UnreadableCaptureException.class, () -> all.get(0).content().bytes());
    assertEquals("a, 1.0–1.2 s", all.get(2).id().toString());
  }

  @Test
  void of_whatNoTimePassesIn_isTheStreamItself() {
    InputSpec image =
        new ImageSpec(
            2, 2, 1, ImageSpec.Fit.COVER, ImageSpec.Colour.GREY, Normalization.same(1, 0, 1));
    CaptureStream images = stream(capture("a", 30));

    assertEquals(images, SlidingWindows.of(images, tenths(image), 1));
    for (double hop : new double[] {0, -1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> SlidingWindows.of(images, tenths(SECOND), hop));
    }
  }

  @Test
  void close_closesTheStream() {
    List<String> closed = new ArrayList<>();
    CaptureStream windows = SlidingWindows.of(stream(closed, capture("a", 30)), tenths(SECOND), 1);
    assertTrue(windows.next().isPresent());

    windows.close();

    assertEquals(List.of("closed"), closed);
  }

  private static Capture capture(String name, int tenths) {
    return new Capture(CaptureId.ofFile(name), Optional.empty(), () -> new byte[tenths]);
  }

  private static List<String> names(double hop, Capture... captures) {
    return all(SlidingWindows.of(stream(captures), tenths(SECOND), hop)).stream()
        .map(capture -> capture.id().toString())
        .toList();
  }

  private static List<Capture> all(CaptureStream stream) {
    List<Capture> all = new ArrayList<>();
    Optional<Capture> next = stream.next();
    for (; next.isPresent(); next = stream.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static InputPreprocessor tenths(InputSpec spec) {
    return new InputPreprocessor() {
      @Override
      public InputSpec spec() {
        return spec;
      }

      @Override
      public double duration(CaptureId id, byte[] bytes) {
        return bytes.length / 10.0;
      }

      @Override
      public void read(CaptureId id, byte[] bytes, Tensor into) {}
    };
  }

  private static CaptureStream stream(Capture... captures) {
    return stream(new ArrayList<>(), captures);
  }

  private static CaptureStream stream(List<String> closed, Capture... captures) {
    Iterator<Capture> left = List.of(captures).iterator();
    return new CaptureStream() {
      @Override
      public DataCard card() {
        return DataCard.of("sounds", InputSpec.Kind.AUDIO);
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(captures.length);
      }

      @Override
      public Optional<Capture> next() {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
      }

      @Override
      public void close() {
        closed.add("closed");
      }
    };
  }
}
