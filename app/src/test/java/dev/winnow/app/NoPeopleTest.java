package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that tell no people apart, or hold nobody whom an attacker could learn from. */
class NoPeopleTest {
  @TempDir Path folder;
  private Path network;
  private Path set;

  @BeforeEach
  void colours() throws IOException {
    network = Colours.write(folder);
    set = folder.resolve("set");
    Path images = Colours.images(folder, 10);
    Run imported = Run.of("import", "folder", images, "--label", "colour", "--out", set);
    assertEquals(ExitCode.OK, imported.code(), imported.err());
  }

  private Run build(Object... more) {
    Object[] args = {
      "build",
      "--model",
      network,
      "--cut",
      "pool",
      "--name",
      "colours",
      "--out",
      folder.resolve("built"),
      "--threads",
      "1"
    };
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.of(all);
  }

  private Run audit(Object... more) {
    assertEquals(ExitCode.OK, build().code());
    Object[] args = {
      "audit",
      folder.resolve("built/colours.extractor"),
      "--data",
      set,
      "--primary",
      "colour",
      "--out",
      folder.resolve("report")
    };
    Object[] all = new Object[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Run.of(all);
  }

  @Test
  void build_splitBySample_measuresTheTaskAndNobody() throws IOException {
    Run run =
        build(
            "--data", set, "--primary", "colour", "--embedding", "reduced", "--split-by", "sample");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("nothing tells people apart"), run.out());
    assertTrue(Files.exists(folder.resolve("built/colours.extractor")));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("built/build.json").toFile());
    assertEquals(1, json.at("/original/balanced").asDouble(), json.toString());
    assertEquals(9, json.at("/original/samples").asInt(), json.toString());
    assertFalse(json.has("controls"));
    assertFalse(json.at("/embeddings/0").has("leakage"));
  }

  @Test
  void build_splitByPerson_saysWhatToGive() {
    Run run = build("--data", set, "--primary", "colour", "--embedding", "reduced");

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("--split-by sample"), run.sentence());
  }

  @Test
  void build_splitBySampleWithRulesForPeople_isAUsageError() {
    Run run =
        build(
            "--data",
            set,
            "--primary",
            "colour",
            "--split-by",
            "sample",
            "--train",
            "images<10",
            "--test",
            "images>=10");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(
        run.err()
            .startsWith(
                "winnow: --train and --test choose people; leave them or --split-by sample out"),
        run.err());
  }

  @Test
  void audit_noSensitiveColumn_isOneSentence() {
    Run run = audit("--split-by", "sample");

    assertEquals(ExitCode.FAILED, run.code());
    assertEquals(
        "an audit attacks what nobody should learn, and the data set images has no column"
            + " \"identity\"; name the column that tells people apart, or another label that is"
            + " sensitive, with --sensitive (there is colour)",
        run.sentence());
  }

  @Test
  void audit_everybodyATestPerson_isRefusedAtOnce() throws IOException {
    Path rows = set.resolve("samples.csv");
    String text = Files.readString(rows).replaceAll("(.*/(\\d)\\.png.*)", "$1,p$2,test");
    Files.writeString(rows, text.replaceFirst("path,colour", "path,colour,identity,split"));

    Run run = audit();

    assertEquals(ExitCode.FAILED, run.code());
    assertEquals(
        "attackers learn from people who are not attacked, and the training part of the data set"
            + " images has 0 captures with a primary label where it takes 20; put more people into"
            + " it, in the column split or with --train and --test",
        run.sentence());
  }
}
