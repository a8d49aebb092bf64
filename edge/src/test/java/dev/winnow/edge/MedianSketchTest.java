package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedianSketchTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 127, 128, 1_000, 999_999, 123_456_789, 86_400_000_000_000L})
  void value_ofOne_isItWithinOnePercent(long nanos) {
    MedianSketch median = new MedianSketch();
    median.add(Duration.ofNanos(nanos));
    assertEquals(1, (double) median.value().toNanos() / nanos, 0.01);
  }

  @Test
  void value_ofManyLogNormalDurations_isTheMiddleOfTheSorted() {
    Random random = new Random(7);
    MedianSketch median = new MedianSketch();
    long[] all = random.doubles(9_999).mapToLong(u -> (long) Math.exp(10 + 8 * u)).toArray();
    Arrays.stream(all).mapToObj(Duration::ofNanos).forEach(median::add);
    Arrays.sort(all);
    assertEquals(1, (double) median.value().toNanos() / all[4_999], 0.01);
  }

  @Test
  void value_ofNone_isZero() {
    assertEquals(Duration.ZERO, new MedianSketch().value());
  }
}
