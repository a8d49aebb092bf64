package dev.winnow.data.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{split}/{gender}/{person}/* | val/female/p1/0.jpg | {split=val, gender=female, person=p1}",
        "**/{age}_{gender}_{race}_* | a/b/20_1_3_2017.jpg.chip.jpg | {age=20, gender=1, race=3}",
        "**/{age}_{gender}_{race}_* | 20_1_3_2017.jpg.chip.jpg | {age=20, gender=1, race=3}",
        "{person}/{person}_{n}.jpg | Ann_Doe/Ann_Doe_0002.jpg | {person=Ann_Doe, n=0002}",
        "*/{person}_{n}.jpg | x/Ann_Doe_0002.jpg | {person=Ann_Doe, n=0002}",
        "{id:\\d{4}}_c?s*.png | 0002_c1s1_000151.png | {id=0002}",
        "a/**/{subject_id}.wav | a/b/c/s 1.wav | {subject_id=s 1}",
        "(?<person>[^/]+)/(?<n>\\d+)[.]png | p1/07.png | {person=p1, n=07}",
        "(?P<person>[^/]+)/(?P=person)_.* | p1/p1_7.png | {person=p1}",
        "(?<person_id>[^/]+)/\\k<person_id>_.* | p1/p1_7.png | {person_id=p1}",
      })
  void match_fittingPath_givesColumns(String pattern, String path, String columns) {
    PathPattern read = PathPattern.parse(pattern);

    Map<String, String> values = read.match(path).orElseThrow();

    assertEquals(columns, values.toString());
    assertEquals(read.columns(), List.copyOf(values.keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "{age}_{gender}_{race}_*, 61_3_20170109150557335.jpg",
    "{age}_{gender}_{race}_*, 53__0_20170116184028385.jpg",
    "{person}/{person}_*, p1/p2_7.png",
    "{person}/*, p1/deeper/7.png",
    "'{n:[01]}.png', 2.png"
  })
  void match_otherPath_isNone(String pattern, String path) {
    assertEquals(Optional.empty(), PathPattern.parse(pattern).match(path));
  }

  @Test
  void fits_patternWithoutFolders_looksAtTheNameAlone() {
    assertTrue(PathPattern.parse("-1_*").fits("test/-1_c1.jpg"));
    assertTrue(PathPattern.parse("query/**").fits("query/a/b.jpg"));
    assertTrue(!PathPattern.parse("query/**").fits("a/query/b.jpg"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{split/* | the pattern \"{split/*\" opens a brace that it never closes",
        "split}/* | the pattern \"split}/*\" closes a brace that it never opens",
        "{}/* | the pattern \"{}/*\" has braces without the name of a column, such as {person}",
        "{n:[}.png | the pattern \"{n:[}.png\" is malformed: Unclosed character class",
      })
  void parse_malformed_saysWhatIsWrong(String pattern, String sentence) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> PathPattern.parse(pattern));

    assertEquals(sentence, refusal.getMessage());
  }
}
