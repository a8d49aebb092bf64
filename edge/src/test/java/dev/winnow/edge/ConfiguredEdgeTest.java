package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.CommandRunner;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.edge.command.EdgeCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code winnow edge run} and {@code check}, on one file of settings. */
class ConfiguredEdgeTest {
  private final StubServer server = new StubServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path hall;
  @TempDir private Path door;
  @TempDir private Path home;

  @BeforeEach
  void paint() throws IOException {
    Images.paintMany(hall, 6);
    Images.paintMany(door, 3);
    Tiny.extractor().write(home.resolve("tiny.extractor"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int run(String command, String yaml) throws IOException {
    Path file = home.resolve("edge.yaml");
    Files.writeString(file, yaml);
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    CommandLine program = new CommandLine(new EdgeCommand(console)).setCommandName("winnow edge");
    return CommandRunner.run(console, program, command, file.toString());
  }

  /** Two sources, which share a database and a secret. */
  private String two() {
    return """
    uncertified: true
    analyzer: %1$s
    secret: %2$s/noise.key
    state-dir: %2$s/state
    runs:
      - {name: hall, extractor: %2$s/tiny.extractor, source: "dir:%3$s", answers: %2$s/hall.jsonl}
      - {name: door, extractor: %2$s/tiny.extractor, source: "dir:%4$s", answers: %2$s/door.jsonl}
    """
        .formatted(server.address(), home, hall, door);
  }

  @Test
  void run_twoSources_eachIsAnsweredIntoItsFile() throws IOException {
    int code = run("run", two());

    assertEquals(ExitCode.OK, code, err.toString());
    assertEquals(6, Files.readAllLines(home.resolve("hall.jsonl")).size(), err.toString());
    assertEquals(3, Files.readAllLines(home.resolve("door.jsonl")).size(), err.toString());
    assertTrue(err.toString().contains("hall: 6 answers"), err::toString);
    assertTrue(err.toString().contains("door: 3 answers"), err::toString);
  }

  /** One that fails leaves the others alone; what failed is said with its name. */
  @Test
  void run_oneExtractorIsMissing_theOtherAnswers() throws IOException {
    int code =
        run(
            "run",
            two()
                .replaceFirst("tiny.extractor", "none.extractor")
                .replace("state-dir: " + home + "/state\n", "")
                .replaceAll(", answers: [^}]*", ""));

    assertEquals(ExitCode.FAILED, code, err.toString());
    assertTrue(err.toString().contains("hall: winnow: "), err::toString);
    assertTrue(err.toString().contains("door: 3 answers"), err::toString);
  }

  @Test
  void run_unknownSetting_isAUsageErrorBeforeAnythingRuns() throws IOException {
    int code = run("run", two() + "retries: 3\n");

    assertEquals(ExitCode.USAGE, code, err.toString());
    assertTrue(
        err.toString().contains("edge.yaml: it has a setting retries, which there is not"),
        err::toString);
    assertFalse(Files.exists(home.resolve("hall.jsonl")));
  }

  @Test
  void check_ofWhatWouldRun_saysSoAndSendsNothing() throws IOException {
    int code = run("check", two());

    assertEquals(ExitCode.OK, code, err.toString());
    assertTrue(err.toString().contains("hall: extracts colour 1 from dir:" + hall), err::toString);
    assertTrue(
        err.toString().contains("door: %s continues where".formatted(server.address())),
        err::toString);
    assertTrue(err.toString().endsWith("All is well.%n".formatted()), err::toString);
    assertFalse(Files.exists(home.resolve("noise.key")));
    assertFalse(Files.exists(home.resolve("state")));
  }

  @Test
  void check_analyzerAwayAndFolderMissing_saysBoth() throws IOException {
    int code =
        run(
            "check",
            two()
                .replace(server.address().toString(), "http://127.0.0.1:1")
                .replace("dir:" + door, "dir:" + door + "/none"));

    assertEquals(ExitCode.FAILED, code, err.toString());
    assertTrue(err.toString().contains("hall: cannot reach http://127.0.0.1:1"), err::toString);
    assertTrue(err.toString().contains("door: winnow: there is no folder"), err::toString);
    assertTrue(err.toString().endsWith("Not all is well; see above.%n".formatted()), err::toString);
  }
}
