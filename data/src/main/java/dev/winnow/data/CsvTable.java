package dev.winnow.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CSV file that has a header of distinct names and as many values in every row.
 *
 * @param what the file's name, for error messages
 * @param header names of the columns
 * @param rows without the header
 */
public record CsvTable(String what, List<String> header, List<Row> rows) {
  private static final long MOST_BYTES = 1L << 28;

  /** The values of one row, and the line of the file that it starts on, counted from 1. */
  public record Row(int line, List<String> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a UTF-8 file, with or without a byte order mark.
   *
   * @throws MalformedDataSetException if the file is too large, no UTF-8, no CSV, without a header
   *     or without rows, or if a row is shorter or longer than the header
   */
  public static CsvTable read(Path file) {
    return parse(file.toString(), bytes(file));
  }

  /**
   * All bytes of a file that holds a table.
   *
   * @throws MalformedDataSetException if there is no such file or it is too large
   */
  public static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MalformedDataSetException("there is no file " + file);
    }
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new MalformedDataSetException(
            "%s holds %d bytes, more than %d; divide it".formatted(file, size, MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads UTF-8 text, with or without a byte order mark.
   *
   * @param what names it in error messages
   * @throws MalformedDataSetException if it is no UTF-8, no CSV, without a header or without rows,
   *     or if a row is shorter or longer than the header
   */
  public static CsvTable parse(String what, byte[] utf8) {
    List<Row> lines = records(what, decoded(what, utf8), ',');
    if (lines.isEmpty()) {
      throw new MalformedDataSetException(what + " is empty; it needs a header and a row a sample");
    }
    List<String> header = lines.get(0).values();
    requireHeader(what, header);
    List<Row> rows = List.copyOf(lines.subList(1, lines.size()));
    if (rows.isEmpty()) {
      throw new MalformedDataSetException(what + " has a header and no rows; add one per sample");
    }
    for (Row row : rows) {
      if (row.values().size() != header.size()) {
        throw new MalformedDataSetException(
            "%s, line %d, has %d values and the header has %d; give every column one"
                .formatted(what, row.line(), row.values().size(), header.size()));
      }
    }
    return new CsvTable(what, header, rows);
  }

  /**
   * Takes text apart that may have no header, or rows of different lengths.
   *
   * @param what names it in error messages
   * @param separator that stands between values
   * @throws MalformedDataSetException if a quote is never closed or stands inside a value
   */
  public static List<Row> records(String what, String text, char separator) {
    return new CsvParser(what, text, separator).parse();
  }

  /**
   * Where a column stands in every row.
   *
   * @throws MalformedDataSetException if there is no such column
   */
  public int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new MalformedDataSetException(what + " lacks the column \"" + name + "\"; add it");
    }
    return column;
  }

  /** The file's text: lines end in LF, and only values that need quotes have them. */
  public String text() {
    return Stream.concat(Stream.of(header), rows.stream().map(Row::values))
        .map(values -> values.stream().map(CsvTable::written).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String written(String value) {
    boolean plain = value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String decoded(String what, byte[] utf8) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedDataSetException(what + " is not UTF-8 text; save it as such", e);
    }
  }

  private static void requireHeader(String what, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      if (name.isBlank()) {
        throw new MalformedDataSetException(what + " has a column without a name; name it");
      }
      if (!seen.add(name)) {
        throw new MalformedDataSetException(
            what + " has the column \"" + name + "\" twice; rename or remove one");
      }
    }
  }
}
