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
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.data.LabelledSpan;
import dev.winnow.data.Sample;
import dev.winnow.data.TooManyBrokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the modality gives to training, audits and streams. */
class SeriesModalityTest {
  private static final SeriesModality SERIES = new SeriesModality();

  @TempDir Path folder;

  @Test
  void seconds_ofFiles_endAStepAfterTheLastReading() {
    assertEquals(2, seconds("time,x\n0,1\n0.5,1\n1,1\n1.5,1\n"), 1e-9);
    assertEquals(0, seconds("x\n1\n"));
    assertEquals(
        1.5, SERIES.seconds("x\n1\n2\n3\n".getBytes(UTF_8), Optional.of(2.0)), /* delta= */ 1e-9);
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
  void fitted_specOfTheTrainingPart_makesItsMeanZeroAndItsDeviationOne() throws IOException {
    DataSet set =
        set("time,x,y,z\n0,2,1e6,5\n1,4,1e6,5\n", "time,x,y,z\n0,6,1e6,5\n1,8,1000002,5\n");
    SeriesSpec spec =
        new SeriesSpec(List.of("x", "y", "z"), 1, 2, Normalization.same(3, 7, 7)).withLongestGap(3);

    SeriesSpec fitted = (SeriesSpec) SERIES.fitted(spec, set, set.samples(), 2);

    assertEquals(spec, fitted.withNormalization(spec.normalization()));
    // Of 2, 4, 6, 8 and of 0, 0, 0, 2 above a million; what never changes has no scale.
    assertArrayEquals(
        new double[] {5, 1_000_000.5, 5}, doubles(fitted.normalization().mean()), 1e-6);
    assertArrayEquals(
        new double[] {Math.sqrt(5), Math.sqrt(0.75), 1},
        doubles(fitted.normalization().scale()),
        1e-6);
  }

  @Test
  void fitted_otherSamples_doNotCount() throws IOException {
    DataSet set = set("time,x\n0,2\n1,4\n", "time,x\n0,600\n1,800\n");
    SeriesSpec spec = new SeriesSpec(List.of("x"), 1, 2, Normalization.same(1, 0, 1));

    SeriesSpec fitted = (SeriesSpec) SERIES.fitted(spec, set, set.samples().subList(0, 1), 1);

    assertEquals(Normalization.same(1, 3, 1), fitted.normalization());
  }

  @Test
  void fitted_unreadableSamples_fail() throws IOException {
    DataSet set = set("time,x\n0,2\n1,4\n", "time,x\n0,secret\n1,800\n");
    SeriesSpec spec = new SeriesSpec(List.of("x"), 1, 2, Normalization.same(1, 0, 1));

    var refusal =
        assertThrows(
            TooManyBrokenException.class, () -> SERIES.fitted(spec, set, set.samples(), 1));

    assertTrue(!refusal.getMessage().contains("secret"), refusal.getMessage());
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
  void specOfSound_isRefusedEverywhere() throws IOException {
    AudioSpec sound = AudioSpec.of(8000, 1);
    DataSet set = set("time,x\n0,2\n1,4\n");

    assertThrows(UnsuitableModalityException.class, () -> SERIES.perturbation(sound, 1));
    assertThrows(
        UnsuitableModalityException.class, () -> SERIES.fitted(sound, set, set.samples(), 1));
  }

  private static double seconds(String file) {
    return SERIES.seconds(file.getBytes(UTF_8));
  }

  private static LabelledSpan span(String label, double start, double end) {
    return new LabelledSpan(Optional.of(label), start, end);
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private DataSet set(String... files) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      Files.writeString(folder.resolve(i + ".csv"), files[i]);
      samples.add(Sample.of(i + ".csv", Map.of("who", "p" + i)));
    }
    DataCard card = DataCard.of("set", SERIES.kind()).withRoot("..");
    return DataSet.write(folder.resolve("set"), card, List.of("who"), samples);
  }
}
