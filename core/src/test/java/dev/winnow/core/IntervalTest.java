package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  @Test
  void halfWidth_anyEnds_isHalfTheirDistance() {
    assertEquals(2, new Interval(-1, 3).halfWidth());
    double most = Double.MAX_VALUE;
    assertEquals(most, new Interval(-most, most).halfWidth());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "-Infinity, 0", "0, Infinity"})
  void of_endsThatAreNone_areRefusedWithBoth(double low, double high) {
    String sentence =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new Interval(low, high))
                .getMessage());

    assertTrue(sentence.endsWith("not " + low + " and " + high), sentence);
  }
}
