package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  @ParameterizedTest
  @CsvSource({"0.014, 0.01", "-0.004, 0.00", "-0.006, -0.01", "1, 1.00", "NaN, NaN"})
  void hundredths_number_isRoundedAndNeverMinusNothing(double value, String text) {
    assertEquals(text, Decimals.hundredths(value));
  }
}
