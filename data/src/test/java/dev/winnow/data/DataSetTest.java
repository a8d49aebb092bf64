package dev.winnow.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.InputSpec;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.WinnowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
        "{\"name\":\"faces\",\"modality\":\"image\",\"crop\":0.45,\"licence\":\"CC0-1.0\"}");

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
          path,start,end@a.wav,1,1   | , line 2, needs a start and an end in seconds, 0 or later, or neither
          path,start,end@a.wav,1,    | , line 2, needs a start and an end in seconds, 0 or later, or neither
          path,start,end@a.wav,x,1   | , line 2, needs a start and an end in seconds, 0 or later, or neither
          path,start,end@a,0,1@a,0,1 | , line 3, names a a second time; remove one row
          path,who@a.png,"x      | , line 2, opens a quote that is never closed
          path,who@a.png,x"y     | , line 2, has a quote inside a value; put the value in quotes and double it
          path,who@a.png,"x"y    | , line 2, goes on after a value has ended; separate values by commas
          """,
      ignoreLeadingAndTrailingWhitespace = true)
  void open_malformedSamples_saysWhatAndWhere(String lines, String complaint) {
    Fixtures.write(folder.resolve("a.png"), "pixels");
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"modality\":\"image\"}");
    Path samples =
        Fixtures.write(folder.resolve("samples.csv"), lines.replace("@", "\n").getBytes(UTF_8));

    var refusal = assertThrows(MalformedDataSetException.class, () -> DataSet.open(folder));

    String expected = samples + (complaint.startsWith(",") ? "" : " ") + complaint;
    assertEquals(expected, refusal.getMessage());
  }

  @Test
  void open_spreadsheetText_isUnderstood() {
    Fixtures.write(folder.resolve("a.png"), "pixels");
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"modality\":\"image\"}");
    Fixtures.write(
        folder.resolve("samples.csv"),
        "\uFEFFpath,who\r\na.png,\"x\ny\"\r\nb.png,z".getBytes(UTF_8));

    assertEquals(List.of("x\ny", "z"), DataSet.open(folder).classes("who"));
  }

  @Test
  void write_windowsOfOneFile_areReadBack() {
    Fixtures.write(folder.resolve("a.csv"), "time,x", "0,1");
    Sample whole = Sample.of("a.csv", Map.of("who", "Doe"));
    List<Sample> parts =
        List.of(whole.during(new TimeWindow(0, 2.5)), whole.during(new TimeWindow(2.5, 5)), whole);

    DataSet.write(folder, DataCard.of("walks", InputSpec.Kind.SERIES), List.of("who"), parts);

    DataSet set = DataSet.open(folder);
    assertEquals(parts, set.samples());
    assertEquals(List.of("who"), set.columns());
    try (CaptureStream stream = CaptureStream.of(set)) {
      assertEquals("a.csv, 0.0–2.5 s", stream.next().orElseThrow().id().toString());
      assertEquals(
          new CaptureId("a.csv", 1, Optional.of(new TimeWindow(2.5, 5))),
          stream.next().orElseThrow().id());
      assertEquals("a.csv", stream.next().orElseThrow().id().toString());
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void open_notUtf8_isRefused() {
    Fixtures.write(folder.resolve("dataset.json"), "{\"name\":\"x\",\"modality\":\"image\"}");
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
          {"name":"x"}                              | lacks the field "modality"
          {"name":"x","modality":"video"}               | .modality must be one of image, audio, series
          {"name":"x","modality":"image","crop":1.5}    | is out of range: crop must be above 0 and at most 1
          {"name":"x","modality":"image","colour":"no"} | has an unknown field "colour"
          {"name":" ","modality":"image"}               | is out of range: name must not be blank
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
        folder.resolve("dataset.json"),
        "{\"name\":\"x\",\"modality\":\"image\",\"root\":\"gone\"}");

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
            "{\"name\":\"x\",\"modality\":\"image\",\"root\":\"a\\u0000b\"}");

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
    var network = ByteModality.SPEC.withCrop(0.9);

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
  void write_seriesThenOpen_knowsChannelsAndRate() {
    Fixtures.write(folder.resolve("set/walk.csv"), "time,x,y");
    DataCard card =
        DataCard.of("walks", InputSpec.Kind.SERIES)
            .withSampleRate(50)
            .withChannels(List.of("x", "y"));
    List<Sample> samples = List.of(Sample.of("walk.csv", Map.of()));

    DataSet written = DataSet.write(folder.resolve("set"), card, List.of(), samples);
    DataSet other =
        DataSet.write(
            folder.resolve("other"),
            card.withChannels(List.of("y", "x")).withRoot("../set"),
            List.of(),
            samples);

    assertEquals(card, DataSet.open(folder.resolve("set")).card());
    assertNotEquals(written.digest(), other.digest());
    assertThrows(IllegalArgumentException.class, () -> card.withChannels(List.of("x", "x")));
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
  void ofFolder_folder_findsThemSorted() {
    for (String name : List.of("b.JPG", "a/z.png", "a/.hidden.png", ".trash/x.png", "notes.txt")) {
      Fixtures.write(folder.resolve(name), "x");
    }

    assertEquals(
        List.of("a/z.png", "b.JPG"),
        DataSet.ofFolder(folder, ByteModality.IMAGES).samples().stream()
            .map(Sample::path)
            .toList());
  }

  /** A folder's files in the order of the whole paths, not of the names in each folder. */
  @Test
  void ofFolder_namesThatDifferBeforeASlash_areInTheOrderOfTheirPaths() {
    List<String> paths = List.of("a-b/1.png", "a.png", "a/2.png", "a/b/3.png", "a0.png");
    paths.forEach(path -> Fixtures.write(folder.resolve(path), "x"));

    assertEquals(
        paths,
        DataSet.ofFolder(folder, ByteModality.IMAGES).samples().stream()
            .map(Sample::path)
            .toList());
    try (CaptureStream stream = CaptureStream.ofFolder(folder, ByteModality.IMAGES)) {
      assertEquals(OptionalLong.of(5), stream.size());
      for (int i = 0; i < 5; i++) {
        assertEquals(
            new CaptureId(paths.get(i), i, Optional.empty()), stream.next().orElseThrow().id());
      }
      assertEquals(Optional.empty(), stream.next());
      assertThrows(NoSuchColumnException.class, () -> stream.requireColumn("who"));
    }
  }

  @Test
  void ofFolder_nothingThere_isRefused() {
    var refusal =
        assertThrows(
            MalformedDataSetException.class, () -> DataSet.ofFolder(folder, ByteModality.IMAGES));

    assertEquals("there is no image in " + folder, refusal.getMessage());
    assertThrows(
        MalformedDataSetException.class,
        () -> DataSet.ofFolder(folder.resolve("missing"), ByteModality.IMAGES));
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
