package dev.winnow.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.UnreadableCaptureException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesPreprocessorTest {
  /** Not as often as it says, once twice at a time, and with a column that nobody wants. */
  private static final String WALK =
      """
      label,y,timestamp,x
      A,10,1657544418000,0
      A,10,1657544418500,1
      A,20,1657544419500,3
      B,30,1657544419500,5
      B,30,1657544420000,6
      """;

  @Test
  void read_wholeFile_isOnStraightLinesAtTheNetworksRate() {
    assertArrayEquals(
        new float[] {0, 1, 2, 5, 6, 10, 10, 15, 30, 30}, read(spec(2, 5), whole(), WALK), 1e-6f);
  }

  @Test
  void read_window_isCutAndCountedFromTheFirstReading() {
    assertArrayEquals(new float[] {1, 2, 10, 15}, read(spec(2, 2), window(0.5, 1.5), WALK), 1e-6f);
  }

  @Test
  void read_longerWindow_isItsMiddleAndAShorterOneGoesOnWithItsLastValue() {
    assertArrayEquals(new float[] {1, 2, 5, 10, 15, 30}, read(spec(2, 3), whole(), WALK), 1e-6f);
    assertArrayEquals(
        new float[] {5, 6, 6, 6, 30, 30, 30, 30}, read(spec(2, 4), window(1.5, 2.5), WALK), 1e-6f);
  }

  @Test
  void read_meanAndScale_areThoseOfEachChannel() {
    SeriesSpec scaled =
        new SeriesSpec(
            List.of("y", "x"), 1, 1, new Normalization(List.of(5.0, 1.0), List.of(5.0, -1.0)));

    assertArrayEquals(new float[] {1, 1}, read(scaled, window(0, 1), WALK));
  }

  @Test
  void read_secondsInAColumnTime_areUnderstood() {
    SeriesSpec spec = new SeriesSpec(List.of("x"), 2, 3, Normalization.same(1, 0, 1));

    assertArrayEquals(new float[] {0, 1, 2}, read(spec, whole(), "time,x\n5.5,0\n6.5,2\n"), 1e-6f);
  }

  /** A row of a table. */
  @Test
  void read_oneRowWithoutTime_isRead() {
    assertArrayEquals(
        new float[] {2, 1}, read(spec(1, 1), whole(), "name,y,x\nA,1,2\n"), /* delta= */ 0);
  }

  @Test
  void read_damaged_saysWhatAndNoReading() {
    SeriesSpec spec = spec(2, 2);

    assertEquals("it lacks the column \"time\"", refusal(spec, whole(), "x,y\n1,2\n3,4\n"));
    assertEquals("it lacks the column \"y\"", refusal(spec, whole(), "time,x\n1,2\n"));
    assertEquals(
        "the column \"x\" is no number in line 3",
        refusal(spec, whole(), "time,x,y\n1,2,3\n2,secret,3\n"));
    assertEquals("time goes back in line 3", refusal(spec, whole(), "time,x,y\n1,2,3\n0,1,3\n"));
    assertEquals("it is no CSV file with a header", refusal(spec, whole(), "time,x,y\n1\n"));
    assertEquals(
        "it ends before the part of it that should be read", refusal(spec, window(2.5, 3.5), WALK));
  }

  private static CaptureId whole() {
    return CaptureId.ofFile("walk.csv");
  }

  private static CaptureId window(double start, double end) {
    return new CaptureId("walk.csv", 0, Optional.of(new TimeWindow(start, end)));
  }

  private static SeriesSpec spec(double rate, int length) {
    return new SeriesSpec(List.of("x", "y"), rate, length, Normalization.same(2, 0, 1));
  }

  private static float[] read(SeriesSpec spec, CaptureId id, String csv) {
    Tensor into = Tensor.allocate(spec.shape());
    SeriesPreprocessor.of(spec).read(id, csv.getBytes(UTF_8), into);
    return into.toArray();
  }

  private static String refusal(SeriesSpec spec, CaptureId id, String csv) {
    return assertThrows(UnreadableCaptureException.class, () -> read(spec, id, csv)).reason();
  }
}
