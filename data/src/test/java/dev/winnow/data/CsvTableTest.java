package dev.winnow.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static final String[] PIECES = {
    "a", ",", "\"", "\n", "\r\n", "\r", " ", "ü", "path", "\"\"", "#", ";"
  };

  @Test
  void text_anyValues_areReadBack() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      List<CsvTable.Row> rows = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        rows.add(new CsvTable.Row(0, List.of(text(random, 5), text(random, 5), "x")));
      }
      CsvTable written = new CsvTable("t.csv", List.of("a", "b", "c"), rows);

      CsvTable read = CsvTable.parse("t.csv", written.text().getBytes(UTF_8));

      assertEquals(written.header(), read.header());
      assertEquals(
          rows.stream().map(CsvTable.Row::values).toList(),
          read.rows().stream().map(CsvTable.Row::values).toList());
    }
  }

  @Test
  void parse_anyText_endsInATableOrARefusal() {
    Random random = new Random(2);
    for (int round = 0; round < 2_000; round++) {
      try {
        CsvTable table = CsvTable.parse("t.csv", text(random, 30).getBytes(UTF_8));
        assertFalse(table.rows().isEmpty());
      } catch (MalformedDataSetException refused) {
        assertEquals("t.csv", refused.getMessage().substring(0, 5));
      }
    }
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
