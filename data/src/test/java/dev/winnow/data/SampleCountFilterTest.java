package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCountFilterTest {
  @ParameterizedTest
  @CsvSource({
    "images<10, 9, 10", "images<=10, 10, 11", "images>9, 10, 9", "samples >= 10, 10, 9",
    "images=24, 24, 23", "images=24, 24, 25", "images=10..19, 10, 9", "images=10..19, 19, 20"
  })
  void chooses_atTheBound_isAsTheRuleSays(String rule, int chosen, int left) {
    SampleCountFilter filter = SampleCountFilter.parse(rule);

    assertTrue(filter.chooses(chosen));
    assertFalse(filter.chooses(left));
    assertEquals(filter, SampleCountFilter.parse(filter.toString()));
  }

  /** People between those to learn from and those to measure on: a set to confirm on. */
  @Test
  void toString_ofARange_isWhatIsWritten() {
    assertEquals("images=10..19", SampleCountFilter.parse("images = 10..19").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"people<10", "images", "images<1..2", "images=-1", "images=1.."})
  void parse_noRule_isRefused(String text) {
    assertThrows(MalformedRuleException.class, () -> SampleCountFilter.parse(text));
  }
}
