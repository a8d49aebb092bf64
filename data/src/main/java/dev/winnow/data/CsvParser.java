package dev.winnow.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes RFC 4180 text apart. Lines end in LF or CRLF; a value that holds a comma, a quote or a line
 * break stands in quotes, with quotes inside doubled; anything looser is refused.
 */
final class CsvParser {
  private final String what;
  private final String text;
  private int at;
  private int line = 1;

  CsvParser(String what, String text) {
    this.what = what;
    this.text = text;
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
    while (at < text.length() && text.charAt(at) == ',') {
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
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '"') {
        throw malformed("has a quote inside a value; put the value in quotes and double it");
      }
      at++;
    }
    return text.substring(start, at);
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
