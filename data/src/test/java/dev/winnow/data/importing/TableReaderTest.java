package dev.winnow.data.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.data.CsvTable;
import dev.winnow.data.MalformedDataSetException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
  @TempDir Path folder;

  private CsvTable read(TableSource source) {
    return TableReader.read(source);
  }

  private Path written(String text, Charset charset) {
    new PeoplesFiles(folder).text(charset, "t", text);
    return folder.resolve("t");
  }

  private static List<List<String>> values(CsvTable table) {
    return table.rows().stream().map(CsvTable.Row::values).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "\t", ";", "|", "  ", " , ", "\t\t"})
  void read_anySeparator_isFoundOut(String separator) {
    String text = "file,gender\na.png,female\nb.png,male".replace(",", separator);

    CsvTable table = read(TableSource.of(written(text, UTF_8)));

    List<String> header = table.header();
    assertEquals(List.of("file", "gender"), header);
    assertEquals(List.of(List.of("a.png", "female"), List.of("b.png", "male")), values(table));
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of(UTF_8, ""),
        Arguments.of(UTF_8, "\uFEFF"),
        Arguments.of(UTF_16, ""),
        Arguments.of(UTF_16LE, ""),
        Arguments.of(UTF_16LE, "\uFEFF"),
        Arguments.of(UTF_16BE, ""),
        Arguments.of(ISO_8859_1, ""),
        Arguments.of(Charset.forName("windows-1252"), ""));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void read_anyEncoding_isFoundOut(Charset charset, String mark) {
    CsvTable table =
        read(TableSource.of(written(mark + "file,who\r\na.png,José\r\nb.png,Zoë", charset)));

    assertEquals(List.of("file", "who"), table.header());
    assertEquals(List.of(List.of("a.png", "José"), List.of("b.png", "Zoë")), values(table));
  }

  /** A semicolon separates where commas are decimal. */
  @Test
  void read_decimalCommas_areNoSeparators() {
    CsvTable table = read(TableSource.of(written("file;score\na.png;1,5\nb.png;2,5", UTF_8)));

    assertEquals(List.of(List.of("a.png", "1,5"), List.of("b.png", "2,5")), values(table));
  }

  @Test
  void read_quotes_holdSeparatorsAndLineBreaks() {
    CsvTable table =
        read(
            TableSource.of(written("file,who\na.png,\"Doe, \"\"Ann\"\"\"\nb.png,\"a\nb\"", UTF_8)));

    assertEquals(
        List.of(List.of("a.png", "Doe, \"Ann\""), List.of("b.png", "a\nb")), values(table));
  }

  /** CelebA's list_attr_celeba.txt. */
  @Test
  void read_countLineAndHeaderWithoutTheFile_areUnderstood() {
    String text = "2\nMale Smiling \n000001.jpg  1 -1\n000002.jpg -1 -1";

    CsvTable table = read(TableSource.of(written(text, UTF_8)));

    assertEquals(List.of("file", "Male", "Smiling"), table.header());
    assertEquals(List.of("000002.jpg", "-1", "-1"), table.rows().get(1).values());
    assertEquals(4, table.rows().get(1).line());
  }

  /** LFW's lfw_attributes.txt. */
  @Test
  void read_headerInTheLastComment_isTheHeader() {
    String text = "# lfw_attributes.txt\n#\tperson\timagenum\tMale\nAnn Doe\t1\t-1.5";

    CsvTable table = read(TableSource.of(written(text, UTF_8)));

    assertEquals(List.of("person", "imagenum", "Male"), table.header());
    assertEquals(List.of(List.of("Ann Doe", "1", "-1.5")), values(table));
  }

  @Test
  void read_rowNumbersBlankLinesAndBlanks_areLeftOut() {
    CsvTable table =
        read(TableSource.of(written(",file,who\n0,a.png, Ann \n\n1,b.png,Bob\n,,", UTF_8)));

    assertEquals(List.of("file", "who"), table.header());
    assertEquals(List.of(List.of("a.png", "Ann"), List.of("b.png", "Bob")), values(table));
  }

  @Test
  void read_columnsGiven_noLineIsAHeader() {
    TableSource source = TableSource.of(written("a.png 7\nb.png 8", UTF_8));

    CsvTable table = read(source.withColumns("file", "identity"));

    assertEquals(List.of("file", "identity"), table.header());
    assertEquals(2, table.rows().size());
  }

  @Test
  void read_listOfFilesWithAValue_hasASecondColumn() {
    TableSource source = TableSource.of(written("a b.png\nc.png", UTF_8));

    CsvTable table = read(source.withColumns("file").with("split", "test"));

    assertEquals(List.of("file", "split"), table.header());
    assertEquals(List.of(List.of("a b.png", "test"), List.of("c.png", "test")), values(table));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("", " is empty; it needs a row a file"),
        Arguments.of("file,who", " has a header and no rows; add one per file"),
        Arguments.of(
            "file,who,who\na,b,c",
            " has the column \"who\" twice; rename one, or name all with --columns"),
        Arguments.of(
            "file,who\na,b\nc\nd,e",
            ", line 3, has 1 values and there are 2 columns; give every column one"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void read_malformed_saysWhereAndWhy(String text, String sentence) {
    Path file = written(text, UTF_8);

    var refusal = assertThrows(MalformedDataSetException.class, () -> read(TableSource.of(file)));

    assertEquals(file + sentence, refusal.getMessage());
  }

  @Test
  void read_valueOfAColumnThatIsThere_isRefused() {
    TableSource source = TableSource.of(written("file,who\na,b", UTF_8)).with("who", "x");

    var refusal = assertThrows(MalformedDataSetException.class, () -> read(source));

    assertEquals(
        source.file() + " already has a column \"who\"; call the --value otherwise",
        refusal.getMessage());
    assertEquals(Map.of("who", "x"), source.constants());
  }
}
