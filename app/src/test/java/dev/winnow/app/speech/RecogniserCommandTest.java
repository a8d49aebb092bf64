package dev.winnow.app.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.app.Run;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow recogniser}. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class RecogniserCommandTest {
  @TempDir private Path folder;
  private Path grammar;

  @BeforeEach
  void write() throws IOException {
    grammar = folder.resolve("answers.gram");
    Files.writeString(grammar, "#JSGF V1.0;\ngrammar answers; public <answer> = yes | no;");
  }

  @Test
  void recogniser_grammar_isWrittenForServe() throws IOException {
    Run run = recogniser("door");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("Next: winnow serve " + folder.resolve("out/analyzer")));
    Path model = folder.resolve("out/analyzer/door");
    assertEquals(Files.readString(grammar), Files.readString(model.resolve("2/model.gram")));
    assertTrue(Files.readString(model.resolve("config.pbtxt")).contains("winnow_speech"));
  }

  @Test
  void recogniser_nameOfNoModel_isAUsageErrorAndWritesNothing() {
    Run run = recogniser("the door");

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("no name and version of a model: the door 2"), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void recogniser_wordWithoutPronunciation_isOneSentence() throws IOException {
    Files.writeString(grammar, "#JSGF V1.0;\ngrammar answers; public <answer> = yes | qwxzt;");

    Run run = recogniser("door");

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains("whose pronunciation is not known: qwxzt;"), run.err());
    assertEquals(1, run.err().strip().lines().count(), run.err());
  }

  private Run recogniser(String name) {
    return Run.of(
        "recogniser",
        "--grammar",
        grammar,
        "--name",
        name,
        "--model-version",
        "2",
        "--out",
        folder.resolve("out"));
  }
}
