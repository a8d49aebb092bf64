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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            List.of("y", "x"), 2, 1, new Normalization(List.of(5.0, 1.0), List.of(5.0, -1.0)));

    assertArrayEquals(new float[] {1, 1}, read(scaled, window(0, 1), WALK));
  }

  @Test
  void read_secondsInAColumnTime_areUnderstood() {
    SeriesSpec spec = new SeriesSpec(List.of("x"), 2, 3, Normalization.same(1, 0, 1));

    assertArrayEquals(new float[] {0, 1, 2}, read(spec, whole(), "time,x\n5.5,0\n6.5,2\n"), 1e-6f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timestamp               | 500 | 1500
          time_ms                 | 500 | 1500
          Time (ms)               | 500 | 1500
          t                       | 5.5 | 6.5
          seconds                 | 5.5 | 6.5
          Time [s]                | 5.5 | 6.5
          time_us                 | 7000000 | 8000000
          time (µs)               | 7000000 | 8000000
          timestamp_ns            | 1657544418323000000 | 1657544419323000000
          timestamp               | 2022-07-11T13:00:18.323Z | 2022-07-11T13:00:19.323Z
          time                    | 2022-07-11 13:00:18 | 2022-07-11 13:00:19
          datetime                | 2022-07-11T13:00:18+02:00 | 2022-07-11T11:00:19Z
          """)
  void read_namesAndUnitsOfTime_areUnderstood(String name, String first, String second) {
    SeriesSpec spec = new SeriesSpec(List.of("x"), 2, 3, Normalization.same(1, 0, 1));
    String file = "x,%s%n0,%s%n2,%s%n".formatted(name, first, second);

    assertArrayEquals(new float[] {0, 1, 2}, read(spec, whole(), file), 1e-5f);
  }

  /** A channel may be called as times are. */
  @Test
  void read_channelCalledT_isNoTime() {
    SeriesSpec spec = new SeriesSpec(List.of("t"), 1, 2, Normalization.same(1, 0, 1));

    assertArrayEquals(
        new float[] {20, 21}, read(spec, whole(), "t,sec\n20,0\n21,1\n"), /* delta= */ 0);
  }

  @Test
  void read_withoutTimes_isAtTheRateOfTheSpec() {
    String file = "x,y\n0,0\n1,10\n2,20\n3,30\n";

    assertArrayEquals(
        new float[] {1, 1.5f, 10, 15},
        read(spec(4, 2).withRecorded(2), window(0.5, 1), file),
        1e-6f);
  }

  @Test
  void read_shortGaps_areInterpolatedChannelByChannel() {
    String file = "time,x,y\n0,0,0\n1,,1\n2,NaN,2\n3,3,null\n4,4,4\n";

    assertArrayEquals(
        new float[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4},
        read(spec(1, 5).withLongestGap(2), whole(), file),
        1e-6f);
    assertEquals(
        "readings of \"x\" are missing for more than 2 s at line 3",
        refusal(spec(1, 5).withLongestGap(1), whole(), file));
  }

  @Test
  void read_windowBesideALongGap_isReadAndOneAcrossItIsRefused() {
    StringBuilder file = new StringBuilder("time,x,y\n");
    for (int second = 0; second < 40; second++) {
      if (second < 10 || second >= 30) {
        file.append("%d,%d,0%n".formatted(second, second));
      }
    }
    SeriesSpec spec = spec(1, 4);
    String gap = "readings of \"x\" are missing for more than 11 s at line 12";

    assertArrayEquals(
        new float[] {6, 7, 8, 9, 0, 0, 0, 0}, read(spec, window(6, 10), file.toString()), 1e-6f);
    assertArrayEquals(
        new float[] {30, 31, 32, 33, 0, 0, 0, 0},
        read(spec, window(30, 34), file.toString()),
        1e-6f);
    assertEquals(gap, refusal(spec, window(8, 12), file.toString()));
    assertEquals(gap, refusal(spec, window(12, 16), file.toString()));
  }

  /** A sensor that began late, or stopped before the others did. */
  @Test
  void read_channelThatIsMissingAtAnEnd_isRefusedThere() {
    String file = "time,x,y\n0,,1\n1,,1\n2,,1\n3,7,1\n4,7,1\n5,7,\n6,7,\n7,7,\n";
    SeriesSpec spec = spec(1, 2).withLongestGap(1);

    assertEquals(
        "readings of \"x\" are missing for more than 2 s at line 2",
        refusal(spec, window(0, 2), file));
    assertArrayEquals(new float[] {7, 7, 1, 1}, read(spec, window(2, 4), file), 1e-6f);
    assertEquals(
        "readings of \"y\" are missing for more than 2 s at line 7",
        refusal(spec, window(6, 8), file));
  }

  /** What is wrong elsewhere in a long file is no reason to refuse a window. */
  @Test
  void read_windowBeforeADamage_isRead() {
    String late = "time,x,y\n0,0,0\n1,1,1\n2,2,2\n100,oops,3\n50,4,4\n";
    SeriesSpec spec = spec(1, 2).withLongestGap(0);

    assertArrayEquals(new float[] {0, 1, 0, 1}, read(spec, window(0, 2), late), 1e-6f);
    assertEquals("time goes back in line 6", refusal(spec, window(100, 102), late));
    assertEquals("time goes back in line 6", refusal(spec, whole(), late));
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

    assertEquals(
        "it lacks a column of times, such as \"time\" in seconds or \"timestamp\" in milliseconds, and nothing says how many rows a second it has",
        refusal(spec, whole(), "x,y\n1,2\n3,4\n"));
    assertEquals(
        "the column \"time\" is no number in line 2",
        refusal(spec, whole(), "time,x,y\nsecret,2,3\n1,2,3\n"));
    assertEquals(
        "the column \"time\" is no time of ISO 8601 in line 3",
        refusal(spec, whole(), "time,x,y\n2022-07-11T13:00:18Z,2,3\n5,2,3\n"));
    assertEquals(
        "the column \"y\" is no number in line 2",
        refusal(spec, whole(), "time,x,y\n1,2,1d\n2,2,Infinity\n"));
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
