package dev.winnow.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.CsvTable;
import dev.winnow.data.UnreadableCaptureException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Readings that come more often than a network takes values. */
class ResamplingTest {
  /** {@code src/test/python/decimation.py} made the file with SciPy. */
  @Test
  void read_threeTimesAsOften_isWhatSciPyMakesOfIt() throws IOException {
    byte[] file = resource("decimation.csv");
    List<CsvTable.Row> rows = CsvTable.parse("decimation.csv", file).rows();
    float[] expected = new float[101];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.parseFloat(rows.get(3 * i).values().get(2));
    }

    assertArrayEquals(expected, read(spec(50, 101), file), 1e-5f);
  }

  /** A tone above half the network's rate would come out as one below it. */
  @Test
  void read_toneAboveHalfTheRate_isNotFoldedBack() {
    assertTrue(largest(read(spec(50, 100), tone(102.4, 40))) < 0.005);
    assertTrue(largest(read(spec(50, 100), tone(102.4, 26))) < 0.005);
    assertTrue(largest(read(spec(50, 100), tone(1000, 26))) < 0.005);
  }

  /** Lines between readings at 1,000 a second miss a slow tone by less than 1 in 1,000. */
  @Test
  void read_toneThatTheRateCarries_stays() {
    float[] read = read(spec(50, 100), tone(1000, 5));

    for (int i = 20; i < 80; i++) {
      assertEquals(Math.sin(2 * Math.PI * 5 * i / 50), read[i], 2e-3);
    }
  }

  /** Also where readings do not come at a steady rate. */
  @Test
  void read_constantReadingsAtAnyRate_stayConstant() {
    StringBuilder file = new StringBuilder("time,x\n");
    for (int row = 0; row < 300; row++) {
      file.append(row / 150.0 + (row % 7 == 0 ? 0.003 : 0)).append(",7.25\n");
    }

    for (float value : read(spec(50, 100), file.toString().getBytes(UTF_8))) {
      assertEquals(7.25, value, 1e-6);
    }
  }

  @Test
  void read_atHardlyMoreOrLessThanTheRate_isOnStraightLines() {
    // Of eight readings, the middle.
    assertArrayEquals(new float[] {2.2f, 3.3f, 4.4f}, read(spec(1, 3), ramp(1.1)), 1e-5f);
    assertArrayEquals(new float[] {3, 3.5f, 4}, read(spec(2, 3), ramp(1)), 1e-5f);
  }

  /** A reading that a phone lost is a line between its neighbours, for the filter too. */
  @Test
  void read_lostReadings_hardlyChangeASlowTone() {
    String whole = new String(tone(100, 1), UTF_8);
    String torn =
        whole
            .lines()
            .filter(line -> !line.matches("0\\.5[0-5].*"))
            .reduce("", ResamplingTest::joined);

    float[] expected = read(spec(50, 80), whole.getBytes(UTF_8));
    float[] read = read(spec(50, 80), torn.getBytes(UTF_8));

    assertTrue(torn.length() < whole.length() - 50);
    assertArrayEquals(expected, read, 0.02f);
  }

  @Test
  void read_absurdlyOften_isRefused() {
    var refusal =
        assertThrows(
            UnreadableCaptureException.class,
            () -> read(spec(1, 1000), "time,x\n0,1\n1e-9,2\n2e-9,2\n".getBytes(UTF_8)));

    assertEquals(
        "it has more than 10000 readings of \"x\" for each value that the network takes",
        refusal.reason());
  }

  private static String joined(String text, String line) {
    return text + line + "\n";
  }

  private static byte[] tone(double rate, double frequency) {
    StringBuilder file = new StringBuilder("time,x\n");
    for (int row = 0; row < 2 * rate; row++) {
      double t = row / rate;
      double value = Math.sin(2 * Math.PI * frequency * t);
      file.append(String.format(Locale.ROOT, "%.9f,%.9f%n", t, value));
    }
    return file.toString().getBytes(UTF_8);
  }

  private static byte[] ramp(double rate) {
    StringBuilder file = new StringBuilder("time,x\n");
    for (int row = 0; row < 8; row++) {
      file.append(row / rate).append(',').append(row).append('\n');
    }
    return file.toString().getBytes(UTF_8);
  }

  /** The largest of the middle, where no edge of the file is near. */
  private static double largest(float[] values) {
    double largest = 0;
    for (int i = values.length / 4; i < values.length * 3 / 4; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  private static SeriesSpec spec(double rate, int length) {
    return new SeriesSpec(List.of("x"), rate, length, Normalization.same(1, 0, 1));
  }

  private static float[] read(SeriesSpec spec, byte[] file) {
    Tensor into = Tensor.allocate(spec.shape());
    SeriesPreprocessor.of(spec).read(CaptureId.ofFile("x.csv"), file, into);
    return into.toArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ResamplingTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
