package dev.winnow.app.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.app.Run;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void recogniser_englishLanguageModel_isWrittenForServe() {
    Run run = recogniser("door", "--language-model", "en-us");

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("what en-us says, in words"), run.out());
    assertTrue(Files.exists(folder.resolve("out/analyzer/door/2/model.lm.bin")));
  }

  @Test
  void recogniser_voskOfNoModel_isOneSentence() {
    Run run = recogniser("door", "--vosk", folder);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains(folder + " is no Vosk model:"), run.err());
    assertEquals(1, run.err().strip().lines().count(), run.err());
  }

  /** Vosk is not among the libraries. */
  @Test
  void recogniser_voskWithoutVosk_saysHowToAddIt() throws IOException {
    Files.writeString(folder.resolve("final.mdl"), "no model");

    Run run = recogniser("door", "--vosk", folder);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains("needs Vosk, which is not on the class path"), run.err());
    assertTrue(run.err().contains("docs/voice.md"), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void recogniser_grammarAndLanguageModel_isAUsageError() {
    Run run = recogniser("door", "--language-model", "en-us", "--grammar", grammar);

    assertEquals(ExitCode.USAGE, run.code());
  }

  @Test
  void recogniser_nothingThatCanBeSaid_isAUsageErrorThatNamesTheChoice() {
    Run run = recogniser("door", new Object[0]);

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--grammar"), run.err());
    assertTrue(run.err().contains("--vosk"), run.err());
  }

  private Run recogniser(String name) {
    return recogniser(name, "--grammar", grammar);
  }

  private Run recogniser(String name, Object... language) {
    List<Object> words = new ArrayList<>(List.of("recogniser", "--name", name));
    words.addAll(List.of("--model-version", "2", "--out", folder.resolve("out")));
    words.addAll(List.of(language));
    return Run.of(words.toArray());
  }
}
