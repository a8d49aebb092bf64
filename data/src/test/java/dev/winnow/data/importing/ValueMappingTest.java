package dev.winnow.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueMappingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gender:1=male,-1=female | 1 | male",
        "gender:1=male,-1=female | -1 | female",
        "gender:1=male,-1=female | 01 | male",
        "gender:1=male,-1=female | 0 | 0",
        "gender:F=female,M=male | f | female",
        "gender:male=male | MALE | male",
        "Male:>0=male,<=0=female | 1.53 | male",
        "Male:>0=male,<=0=female | -0.2 | female",
        "age:<18=minor,>=18=adult | 18 | adult",
        "age:<18=minor,>=18=adult | unknown | unknown",
        "race:4= | 4 | ''",
        "note:=none | '' | none",
      })
  void apply_value_becomesWhatTheFirstFittingRuleSays(String mapping, String from, String to) {
    assertEquals(to, ValueMapping.parse(mapping).apply(from));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gender", "gender:", ":1=male", "gender:male", "age:<x=minor"})
  void parse_malformed_showsHowToWriteIt(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> ValueMapping.parse(text));

    assertEquals(
        "\"%s\" maps no values; write it like gender:1=male,-1=female or age:<18=minor,>=18=adult"
            .formatted(text),
        refusal.getMessage());
  }
}
