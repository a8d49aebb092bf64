package dev.winnow.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes RFC 4180 text apart, with a comma or another separator between values. Lines end in LF or
 * CRLF; a value that holds the separator, a quote or a line break stands in quotes, with quotes
 * inside doubled; anything looser is refused.
 */
final class CsvParser {
  private final String what;
  private final String text;
  private final char separator;

  /** Tables repeat few values many times. */
  private final Map<String, String> seen = new HashMap<>();

  private int at;
  private int line = 1;

  CsvParser(String what, String text, char separator) {
    this.what = what;
    this.text = text;
    this.separator = separator;
  }

  /** All records, each with the number of the line it starts on. */
  List<CsvTable.Row> parse() {
    List<CsvTable.Row> rows = new ArrayList<>();
    while (at < text.length()) {
      int start = line;
      rows.add(new CsvTable.Row(start, record()));
    }
    return rows;
  }

  private List<String> record() {
    List<String> values = new ArrayList<>();
    values.add(value());
    while (at < text.length() && text.charAt(at) == separator) {
      at++;
      values.add(value());
    }
    endOfLine();
    return values;
  }

  private String value() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
  }

  private String plain() {
    int start = at;
    while (at < text.length() && !endsValue(text.charAt(at))) {
      if (text.charAt(at) == '"') {
        throw malformed("has a quote inside a value; put the value in quotes and double it");
      }
      at++;
    }
    String value = text.substring(start, at);
    return seen.computeIfAbsent(value, same -> same);
  }

  private boolean endsValue(char c) {
    return c == separator || c == '\r' || c == '\n';
  }

  private String quoted() {
    int opened = line;
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        line = opened;
        throw malformed("opens a quote that is never closed");
      }
      line += (int) text.substring(at, quote).chars().filter(c -> c == '\n').count();
      value.append(text, at, quote);
      at = quote + 1;
      if (at == text.length() || text.charAt(at) != '"') {
        return value.toString();
      }
      value.append('"');
      at++;
    }
  }

  private void endOfLine() {
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at == text.length()) {
      return;
    }
    if (text.charAt(at) != '\n') {
      throw malformed("goes on after a value has ended; separate values by commas");
    }
    at++;
    line++;
  }

  private MalformedDataSetException malformed(String why) {
    return new MalformedDataSetException(what + ", line " + line + ", " + why);
  }
}
