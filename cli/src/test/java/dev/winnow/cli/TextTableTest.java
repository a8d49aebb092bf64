package dev.winnow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  @Test
  void print_textAndNumbers_areAligned() {
    StringWriter text = new StringWriter();
    new TextTable("name ", "bytes")
        .row("pool", 7)
        .row("x", 1234)
        .print(new PrintWriter(text, true));

    assertEquals("name  bytes\npool      7\nx      1234\n", text.toString().replace("\r", ""));
  }

  @Test
  void row_wrongNumberOfCells_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TextTable("a", "b").row(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 kB",
    "401408, 401 kB",
    "999499, 999 kB",
    "999500, 1.00 MB"
  })
  void bytes_anySize_hasThreeFigures(long value, String text) {
    assertEquals(text, Units.bytes(value));
  }

  @Test
  void percent_share_hasOneDecimal() {
    assertEquals("95.1 %", Units.percent(0.951));
  }
}
