package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.InputSpec;
import dev.winnow.data.DataSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder;

  private Run imported(Object... args) {
    Stream<Object> all =
        Stream.of(Stream.of("import"), Stream.of(args), Stream.of("--out", folder.resolve("set")))
            .flatMap(each -> each);
    return Run.of(all.toArray());
  }

  private Map<String, String> labels(String path) {
    return DataSet.open(folder.resolve("set")).samples().stream()
        .filter(sample -> sample.path().equals(path))
        .findFirst()
        .orElseThrow()
        .labels();
  }

  @Test
  void importFolder_json_countsSamplesAndClasses() throws IOException {
    Path images = Colours.images(folder, 2);

    Run run = imported("folder", images, "--label", "colour", "--json");

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(6, json.get("samples").asInt());
    assertEquals(3, json.at("/classes/colour").asInt());
    assertEquals(2, json.at("/counts/colour/red").asInt());
    assertEquals(0, json.get("unlabelled").asInt());
  }

  @Test
  void importFolder_everyOption_saysWhatBecameOfEverything() throws IOException {
    Path images = Colours.images(folder, 3);
    Files.writeString(images.resolve("notes.doc"), "x");
    Path warm = Files.writeString(folder.resolve("warm.txt"), "red 1\nblue -1\npink 1\n");
    Path test = Files.writeString(folder.resolve("test.txt"), "red/0.png\nred/9.png\n");

    Run run =
        imported(
            "folder",
            images,
            "--pattern",
            "{colour}/{number}.png",
            "--table",
            warm,
            "--columns",
            "colour,hot",
            "--table",
            test,
            "--columns",
            "file",
            "--value",
            "split=test",
            "--rename",
            "hot=warm",
            "--map",
            "warm:1=yes,-1=no",
            "--drop",
            "number",
            "--exclude",
            "2.png",
            "--name",
            "hues",
            "--crop",
            "0.5");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(
        List.of(
            folder.resolve("set") + ": 6 samples",
            "label colour: 3 values (blue 2, green 2, red 2)",
            "label warm: 2 values (no 2, yes 2), 2 samples without",
            "split: test 1"),
        run.out().lines().toList());
    assertEquals(
        List.of(
            warm + ": 1 rows fit no file, such as pink",
            test + ": 1 rows name files that are not there, such as red/9.png",
            "1 file left out: 1 other (notes.doc)",
            "left out, by --exclude: 3"),
        run.err().lines().toList());
    DataSet set = DataSet.open(folder.resolve("set"));
    assertEquals("hues", set.card().name());
    assertEquals(Optional.of(0.5), set.card().crop());
    assertEquals(Map.of("colour", "red", "warm", "yes"), labels("red/0.png"));
  }

  /** The Free Spoken Digit Dataset's names. */
  @Test
  void importFolder_recordings_areAudio() throws IOException {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    for (String name : List.of("0_jackson_0.wav", "1_theo_0.wav")) {
      AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
      AudioSystem.write(
          new AudioInputStream(new ByteArrayInputStream(new byte[32]), format, 16),
          AudioFileFormat.Type.WAVE,
          recordings.resolve(name).toFile());
    }
    Files.writeString(folder.resolve("recordings/README.md"), "x");

    Run run =
        imported("folder", recordings, "--pattern", "{digit}_{speaker}_*", "--sample-rate", "8000");

    assertEquals(ExitCode.OK, run.code(), run.err());
    DataSet set = DataSet.open(folder.resolve("set"));
    assertEquals(InputSpec.Kind.AUDIO, set.card().modality());
    assertEquals(Optional.of(8000.0), set.card().sampleRate());
    assertEquals(Map.of("digit", "1", "speaker", "theo"), labels("1_theo_0.wav"));
  }

  /** Four seconds of sitting, four of walking, and a file that nobody can divide. */
  @Test
  void importFolder_windowsOfALabelColumn_areCountedWithThoseLeftOut() throws IOException {
    Path data = Files.createDirectories(folder.resolve("walks"));
    StringBuilder text = new StringBuilder("time,x,label\n");
    for (int second = 0; second < 8; second++) {
      text.append("%d,1,%s%n".formatted(second, second < 4 ? "sit" : "walk"));
    }
    Files.writeString(data.resolve("ann.csv"), text);
    Files.writeString(data.resolve("bert.csv"), "time,x,label\n0,1,sit\nnoon,1,sit\n");

    Run run =
        imported(
            "folder",
            data,
            "--window",
            "2",
            "--overlap",
            "0.5",
            "--label-column",
            "label",
            "--rename",
            "label=activity");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("6 samples"), run.out());
    assertTrue(
        run.out().contains("label activity: 2 values (sit 3, walk 3)")
            && run.out().contains("label session: 1 values (ann.csv 6)"),
        run.out());
    assertTrue(run.err().contains("left out, windows in which the label changes: 1"), run.err());
    assertTrue(
        run.err()
            .contains(
                "left out, files that cannot be divided: 1, such as this: cannot read bert.csv: the column \"time\" is no number in line 3"),
        run.err());
  }

  @Test
  void importFolder_windowsOfNoLength_areRefused() throws IOException {
    Path data = Files.createDirectories(folder.resolve("walks"));
    Files.writeString(data.resolve("ann.csv"), "time,x\n0,1\n1,1\n");

    Run run = imported("folder", data, "--window", "0");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("a window must last longer than 0 s"), run.err());
  }

  /** The names and tables of a published set of smartphone readings. */
  @Test
  void importFolder_readingsAndTwoTables_areSeries() throws IOException {
    Path data = folder.resolve("DATA");
    Files.createDirectories(data.resolve("s01"));
    Files.writeString(data.resolve("s01/s01_02_sp.csv"), "time,x\n0,1\n");
    Path people = Files.writeString(data.resolve("people.csv"), "subject_id,gender\ns01,M\n");
    Path runs = Files.writeString(data.resolve("runs.csv"), "execution_id,turn\ns01_02,l\n");

    Run run =
        imported(
            "folder",
            data,
            "--pattern",
            "{subject_id}/{execution_id}_{device}.csv",
            "--table",
            people,
            "--table",
            runs,
            "--channels",
            "x,y");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(InputSpec.Kind.SERIES, DataSet.open(folder.resolve("set")).card().modality());
    assertEquals(List.of("x", "y"), DataSet.open(folder.resolve("set")).card().channels());
    assertEquals(
        Map.of(
            "subject_id",
            "s01",
            "execution_id",
            "s01_02",
            "device",
            "sp",
            "gender",
            "M",
            "turn",
            "l"),
        labels("s01/s01_02_sp.csv"));
  }

  @Test
  void importFolder_modalityGiven_isFollowed() throws IOException {
    Path images = Colours.images(folder, 1);
    Files.writeString(images.resolve("red/0.csv"), "time,x\n0,1\n");

    Run run = imported("folder", images, "--modality", "series");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(Map.of("label", "red"), labels("red/0.csv"));
    assertEquals(
        "3 files left out: 3 other (blue/0.png, green/0.png, red/0.png)", run.err().strip());
  }

  @Test
  void importCollection_ownOptions_addToItsPlan() throws IOException {
    Path faces = Files.createDirectories(folder.resolve("UTKFace"));
    Files.copy(
        Colours.images(folder, 1).resolve("red/0.png"), faces.resolve("20_1_3_2017.jpg.chip.jpg"));

    Run run = imported("utkface", faces, "--map", "age:<30=young,>=30=old", "--drop", "race");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertEquals(Map.of("age", "young", "gender", "female"), labels("20_1_3_2017.jpg.chip.jpg"));
  }

  @Test
  void importFolder_trainAndVal_saysThatATestIsDrawn() throws IOException {
    Path images = Colours.images(folder, 1);
    Path tree = folder.resolve("tree");
    for (String part : List.of("train", "val")) {
      Files.createDirectories(tree.resolve(part).resolve("red"));
      Files.copy(images.resolve("red/0.png"), tree.resolve(part).resolve("red/0.png"));
    }

    Run run = imported("folder", tree, "--label", "colour");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("split: train 1, validation 1"), run.out());
    assertEquals(
        "no sample is for test: train, build and audit draw a part of those for training",
        run.err().strip());
  }

  @Test
  void importFolder_malformedPatternOrMapping_isAUsageError() throws IOException {
    Path images = Colours.images(folder, 1);

    Run pattern = imported("folder", images, "--pattern", "{colour/*");
    Run mapping = imported("folder", images, "--map", "label");

    assertEquals(ExitCode.USAGE, pattern.code());
    assertTrue(pattern.err().contains("opens a brace that it never closes"), pattern.err());
    assertEquals(ExitCode.USAGE, mapping.code());
    assertTrue(mapping.err().contains("write it like gender:1=male"), mapping.err());
  }

  @Test
  void importLfw_notLfw_fails() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    Run run = imported("lfw", empty);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("empty"), run.sentence());
  }

  @Test
  void import_help_namesEveryKind() {
    Run run = Run.of("import", "--help");

    for (String kind :
        List.of("folder", "lfw", "orl", "celeba", "utkface", "fairface", "market1501")) {
      assertTrue(run.out().contains("  " + kind + " "), run.out());
    }
  }

  @Test
  void import_noKind_isAUsageError() {
    assertEquals(ExitCode.USAGE, Run.of("import").code());
  }

  @Test
  void fetch_tarballThatIsNotThePinnedOne_isRefusedAndWritesNothing() throws IOException {
    Path tarball = Files.write(folder.resolve("x.tgz"), new byte[] {1, 2, 3});
    Path out = folder.resolve("x.onnx");

    Run run = Run.of("fetch", "face-gender", "--from", tarball, "--out", out);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("x.tgz"), run.sentence());
    assertTrue(Files.notExists(out));
  }
}
