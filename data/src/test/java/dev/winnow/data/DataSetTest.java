package dev.winnow.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.Preprocessing.Colour;
import dev.winnow.core.Preprocessing.Fit;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSetTest {
  @TempDir Path folder;

  @Test
  void open_cardAndRows_readsThemInOrder() {
    Fixtures.write(folder.resolve("b/2.png"), "pixels");
    Fixtures.write(
        folder.resolve("samples.csv"),
        "identity,path,smile,split",
        "\"Doe, \"\"Jo\"\"\",b/2.png,yes,train",
        "Roe,a/1.png,,");
    Fixtures.write(
        folder.resolve("dataset.json"),
        "{\"name\":\"faces\",\"kind\":\"image\",\"crop\":0.45,\"licence\":\"CC0-1.0\"}");

    DataSet set = DataSet.open(folder);

    assertEquals(Optional.of(0.45), set.card().crop());
    assertEquals(List.of("identity", "smile"), set.columns());
    assertEquals(
        List.of(
            new Sample(
                "b/2.png",
                Map.of("identity", "Doe, \"Jo\"", "smile", "yes"),
                Optional.of(Split.TRAIN)),
            Sample.of("a/1.png", Map.of("identity", "Roe"))),
        set.samples());
    assertEquals(folder.resolve("b/2.png"), set.file(set.samples().get(0)));
    assertEquals(List.of("Doe, \"Jo\"", "Roe"), set.classes("identity"));
    assertEquals(List.of("yes"), set.classes("smile"));
  }

  @Test
  void write_thenOpen_givesTheSameBack() {
    Fixtures.write(folder.resolve("originals/it, has \"quotes\".png"), "pixels");
    DataCard card =
        DataCard.ofImages("odd").withCrop(0.5).withRoot("../originals").from("MIT", "us");
    List<Sample> samples =
        List.of(
            new Sample(
                "it, has \"quotes\".png", Map.of("who", "line\nbreak"), Optional.of(Split.TEST)),
            Sample.of("ünïcode.png", Map.of()));

    DataSet written = DataSet.write(folder.resolve("set"), card, List.of("who"), samples);
    DataSet read = DataSet.open(folder.resolve("set"));

    assertEquals(card, read.card());
    assertEquals(samples, read.samples());
    assertEquals(written.samples(), read.samples());
    assertEquals(folder.resolve("originals/ünïcode.png"), read.file(samples.get(1)));
  }

  @Test
  void write_overAnother_isRefused() {
    Fixtures.write(folder.resolve("set/samples.csv"), "precious");

    var refusal =
        assertThrows(
            MalformedDataSetException.class,
            () ->
                DataSet.write(folder.resolve("set"), DataCard.ofImages("x"), List.of(), List.of()));

    assertTrue(
        refusal
            .getMessage()
            .endsWith("already holds a data set; name another folder or remove it first"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                     | is empty; it needs a header and a row a sample
          path                   | has a header and no rows; add one per sample
          file@a.png             | lacks the column "path"; add it
          path,who,who@a.png,,   | has the column "who" twice; rename or remove one
          path,@a.png,x          | has a column without a name; name it
          path,who@a.png         | , line 2, has 1 values and the header has 2; give every column one
          path,who@a.png,x,y     | , line 2, has 3 values and the header has 2; give every column one
          path@a.png@a.png       | , line 3, names a.png a second time; remove one row
          path@/etc/x.png        | , line 2, needs a path that is relative and stays below the root
          path@b/../../x.png     | , line 2, needs a path that is relative and stays below the root
          path@a.png@@           | , line 3, needs a path that is relative and stays below the root
          path,split@a.png,dev   | , line 2, has a split that is none of train, validation, test
          path,who@a.png,"x      | , line 2, opens a quote that is never closed
          path,who@a.png,x"y     | , line 2, has a quote inside a value; put the value in quotes and double it
          path,who@a.png,"x"y    | , line 2, goes on after a value has ended; separate values by commas
          """,
      ignoreLeadingAndTrailingWhitespace = true)
  void open_malformedSamples_saysWhatAndWhere(String lines, String complaint) {
    Fixtures.write(folder.resolve("a.png"), "pixels");
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"kind\":\"image\"}");
    Path samples =
        Fixtures.write(folder.resolve("samples.csv"), lines.replace("@", "\n").getBytes(UTF_8));

    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    String expected = samples + (complaint.startsWith(",") ? "" : " ") + complaint;
    assertEquals(expected, refusal.getMessage());
  }

  @Test
  void open_spreadsheetText_isUnderstood() {
    Fixtures.write(folder.resolve("a.png"), "pixels");
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"kind\":\"image\"}");
    Fixtures.write(
        folder.resolve("samples.csv"),
        "\uFEFFpath,who\r\na.png,\"x\ny\"\r\nb.png,z".getBytes(UTF_8));

    assertEquals(List.of("x\ny", "z"), DataSet.open(folder).classes("who"));
  }

  @Test
  void open_notUtf8_isRefused() {
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"kind\":\"image\"}");
    Fixtures.write(folder.resolve("samples.csv"), new byte[] {'p', (byte) 0xFC});

    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    assertTrue(refusal.getMessage().endsWith("samples.csv is not UTF-8 text; save it as such"));
  }

  @Test
  void open_noDataSet_saysWhatIsMissing() {
    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    assertEquals(
        folder + " is no data set: it lacks dataset.json; make one with winnow import",
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"x"}                              | lacks the field "kind"
          {"name":"x","kind":"video"}               | .kind must be image, audio or series
          {"name":"x","kind":"image","crop":1.5}    | is out of range: crop must be above 0 and at most 1
          {"name":"x","kind":"image","colour":"no"} | has an unknown field "colour"
          {"name":" ","kind":"image"}               | is out of range: name must not be blank
          """)
  void open_malformedCard_saysWhatAndWhere(String json, String complaint) {
    Path card = Fixtures.write(folder.resolve("dataset.json"), json);

    var refusal = assertThrows(MalformedJsonException.class, () -> DataSet.open(folder));

    assertTrue(
        refusal.getMessage().startsWith(card.toString())
            && refusal.getMessage().contains(complaint),
        refusal.getMessage());
  }

  @Test
  void open_filesMovedAway_saysWhereTheyWereExpected() {
    Fixtures.write(folder.resolve("samples.csv"), "path", "a.png");
    Fixtures.write(
        folder.resolve("dataset.json"), "{\"name\":\"x\",\"kind\":\"image\",\"root\":\"gone\"}");

    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    assertEquals(
        "none of the files of %s is in %s; if they moved, name their folder as \"root\" in dataset.json"
            .formatted(folder.resolve("samples.csv"), folder.resolve("gone")),
        refusal.getMessage());
  }

  @Test
  void open_rootThatNoFolderCanHave_isRefused() {
    Fixtures.write(folder.resolve("samples.csv"), "path", "a.png");
    Path card =
        Fixtures.write(
            folder.resolve("dataset.json"),
            "{\"name\":\"x\",\"kind\":\"image\",\"root\":\"a\\u0000b\"}");

    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    assertEquals(card + ".root is a path that no folder can have", refusal.getMessage());
  }

  @Test
  void classes_unknownColumn_namesThoseThereAre() {
    WinnowException refusal =
        assertThrows(NoSuchColumnException.class, () -> set("a").classes("age"));

    assertEquals(
        "the data set x has no column \"age\"; name one of identity, smile", refusal.getMessage());
  }

  @Test
  void framed_ownCrop_replacesTheNetworks() {
    var network = ImagePreprocessorTest.plain(2, 2, 0.9, Fit.STRETCH, Colour.RGB);

    assertEquals(network, set("a").framed(network));
    DataSet cropped =
        DataSet.write(
            folder.resolve("cropped"),
            DataCard.ofImages("x").withCrop(0.45).withRoot(folder.resolve("a").toString()),
            List.of(),
            List.of(Sample.of("p.png", Map.of())));
    assertEquals(0.45, cropped.framed(network).crop());
  }

  @Test
  void digest_copyElsewhere_isTheSame() {
    assertEquals(set("here").digest(), set("there").digest());
  }

  @Test
  void digest_anythingThatMatters_changesIt() throws IOException {
    DataSet set = set("a");
    var before = set.digest();

    Files.writeString(folder.resolve("a/p.png"), "other pixels");
    var otherFile = set.digest();
    Files.delete(folder.resolve("a/p.png"));

    assertNotEquals(before, otherFile);
    assertNotEquals(otherFile, set.digest());
    Path csv = folder.resolve("a/samples.csv");
    Files.writeString(folder.resolve("a/p.png"), "pixels");
    Files.writeString(csv, Files.readString(csv).replace("yes", "no"));
    assertNotEquals(before, DataSet.open(folder.resolve("a")).digest());
  }

  @Test
  void ofImages_folder_findsThemSorted() {
    for (String name : List.of("b.JPG", "a/z.png", "a/.hidden.png", ".trash/x.png", "notes.txt")) {
      Fixtures.write(folder.resolve(name), "x");
    }

    assertEquals(
        List.of("a/z.png", "b.JPG"),
        DataSet.ofImages(folder).samples().stream().map(Sample::path).toList());
  }

  @Test
  void ofImages_nothingThere_isRefused() {
    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.ofImages(folder));

    assertEquals("there is no image in " + folder, refusal.getMessage());
    assertThrows(
        MalformedDataSetException.class, () -> DataSet.ofImages(folder.resolve("missing")));
  }

  private DataSet set(String name) {
    Fixtures.write(folder.resolve(name).resolve("p.png"), "pixels");
    return DataSet.write(
        folder.resolve(name),
        DataCard.ofImages("x"),
        List.of("identity", "smile"),
        List.of(Sample.of("p.png", Map.of("identity", "Doe", "smile", "yes"))));
  }
}
