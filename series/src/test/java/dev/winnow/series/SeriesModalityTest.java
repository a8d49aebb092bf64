package dev.winnow.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.CaptureId;
import dev.winnow.data.LabelledSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the modality gives to training, audits and streams. */
class SeriesModalityTest {
  private static final SeriesModality SERIES = new SeriesModality();

  @Test
  void duration_ofFiles_endsAStepAfterTheLastReading() {
    SeriesSpec spec = new SeriesSpec(List.of("x"), 1, 2, Normalization.same(1, 0, 1));

    assertEquals(2, seconds(spec, "time,x\n0,1\n0.5,1\n1,1\n1.5,1\n"), 1e-9);
    assertEquals(0, seconds(spec, "x\n1\n"));
    assertEquals(1.5, seconds(spec.withRecorded(2), "x\n1\n2\n3\n"), 1e-9);
  }

  @Test
  void spans_ofALabel_lastUntilTheNextRow() {
    String file = "time,activity\n0,sit\n1,sit\n2,walk\n2,walk\n3,\n4,sit\n";

    assertEquals(
        List.of(
            span("sit", 0, 2),
            span("walk", 2, 3),
            new LabelledSpan(Optional.empty(), 3, 4),
            span("sit", 4, 4.8)),
        SERIES.spans(
            CaptureId.ofFile("a.csv"),
            file.getBytes(UTF_8),
            Optional.of("activity"),
            Optional.empty()));
  }

  /** At one value a second, 10 may be missing. */
  @Test
  void spans_aroundAGap_leaveItOut() {
    String file = "time,x\n0,1\n1,1\n12,1\n13,1\n25,1\n";

    List<LabelledSpan> spans =
        SERIES.spans(
            CaptureId.ofFile("a.csv"), file.getBytes(UTF_8), Optional.empty(), Optional.of(1.0));

    assertEquals(2, spans.size());
    assertEquals(0, spans.get(0).start());
    assertEquals(13 + 25 / 4.0, spans.get(0).end());
    assertEquals(25, spans.get(1).start());
  }

  @Test
  void perturbation_ofWindows_isSmallSeededAndLeavesThem() {
    SeriesSpec spec = new SeriesSpec(List.of("x", "y"), 50, 100, Normalization.same(2, 0, 1));
    Tensor prepared = Tensor.allocate(Shape.of(3, 2, 100));
    for (int i = 0; i < 600; i++) {
      prepared.buffer().put(i, (float) Math.sin(i / 20.0) + (i < 300 ? 0 : 9));
    }
    float[] before = prepared.toArray();

    float[] once = SERIES.perturbation(spec, 1).of(prepared).toArray();

    assertArrayEquals(before, prepared.toArray());
    assertArrayEquals(once, SERIES.perturbation(spec, 1).of(prepared).toArray());
    assertNotEquals(once[50], SERIES.perturbation(spec, 2).of(prepared).toArray()[50]);
    double changed =
        IntStream.range(0, 600).mapToDouble(i -> Math.abs(once[i] - before[i])).max().orElse(0);
    // Two steps of at most .05, 2 % of at most 2, and noise of 2 % of at most 1 (five deviations).
    assertTrue(changed > 0 && changed < 0.1 + 0.04 + 0.1, "changed by " + changed);
  }

  @Test
  void specOfSound_isRefusedEverywhere() {
    AudioSpec sound = AudioSpec.of(8000, 1);

    assertThrows(UnsuitableModalityException.class, () -> SERIES.perturbation(sound, 1));
    assertThrows(UnsuitableModalityException.class, () -> SERIES.augmentation(sound, Map.of()));
  }

  private static double seconds(SeriesSpec spec, String file) {
    return SERIES.preprocessor(spec).duration(CaptureId.ofFile("a.csv"), file.getBytes(UTF_8));
  }

  private static LabelledSpan span(String label, double start, double end) {
    return new LabelledSpan(Optional.of(label), start, end);
  }
}
