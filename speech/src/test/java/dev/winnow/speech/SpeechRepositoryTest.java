package dev.winnow.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.MalformedRepositoryException;
import dev.winnow.analyzer.ModelFiles;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.OutputHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into a repository, and what of it is refused. */
class SpeechRepositoryTest {
  @TempDir private Path folder;

  @Test
  void write_grammar_isServedAndSaysWhatItAnswers() throws IOException {
    Path grammar = grammar("yes.gram", "#JSGF V1.0;\ngrammar yes; public <answer> = yes | no;");

    AnalyzerSpec written = SpeechRepository.write(folder.resolve("out"), "digits", "3", grammar);

    Path model = folder.resolve("out/digits");
    assertArrayEquals(
        Files.readAllBytes(grammar), Files.readAllBytes(model.resolve("3/model.gram")));
    String config = Files.readString(model.resolve("config.pbtxt"));
    assertTrue(config.contains("backend: \"winnow_speech\""), config);
    assertTrue(config.contains("default_model_filename: \"model.gram\""), config);
    assertEquals(Digest.of(Files.readAllBytes(grammar)), written.digest());
    assertEquals(
        List.of(new OutputHead.Text("words", Optional.of("times"), Optional.of("confidence"))),
        written.heads());
    try (Recognising server = Recognising.of(folder.resolve("out"))) {
      assertEquals(List.of(), Recognising.words(server.ask(Sounds.silence(8_000, 0.5))));
    }
  }

  @Test
  void write_wordWithoutPronunciation_namesItAndWritesNothing() throws IOException {
    Path grammar =
        grammar("odd.gram", "#JSGF V1.0;\ngrammar odd; public <answer> = yes | qwxzt | Zorblax;");

    assertEquals(
        grammar
            + " has words whose pronunciation is not known: Zorblax, qwxzt; write them in lower"
            + " case, or others",
        refusal(grammar));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is no JSGF grammar",
    "'#JSGF V1.0; grammar g; public <a> = yes |;', is no JSGF grammar",
    "'#JSGF V1.0; grammar g; public <a> = <b>;', is no JSGF grammar",
    "'\u0001\u0002', is no JSGF grammar"
  })
  void write_noGrammar_saysSo(String text, String why) throws IOException {
    String message = refusal(grammar("wrong.gram", text));

    assertTrue(message.contains(why), message);
  }

  @Test
  void write_fileOfAnotherKind_saysWhatIsTaken() throws IOException {
    Path file = grammar("words.txt", "yes");

    assertEquals(
        file
            + " does not end in .gram, .lm or .lm.bin; give a JSGF grammar, or an n-gram language"
            + " model",
        refusal(file));
  }

  @ParameterizedTest
  @CsvSource({
    "hello, wrong.lm, is no ARPA language model that Sphinx4 understands",
    "'\\data\\\nngram 1=2\n\n\\1-grams:\n-0.6 <s> -0.3\n', cut.lm, is no ARPA language model that Sphinx4 understands",
    "'\\data\\\nngram 1=2\n\n\\1-grams:\n-0.6 yes -0.3\n-0.3 no 0\n\\end\\\n', markless.lm, does not say how sentences begin and end: it must have <s> and </s> as words",
    "hello, wrong.lm.bin, is no binary language model that Sphinx4 understands",
    "Trie Language Model, cut.lm.bin, is no binary language model that Sphinx4 understands"
  })
  void write_noLanguageModel_saysSo(String text, String name, String why) throws IOException {
    Path file = grammar(name, text);

    assertEquals(file + " " + why, refusal(file));
  }

  /** The model that comes along is a file of the format that is read. */
  @Test
  void writeEnglish_anyName_isABinaryLanguageModel() throws IOException {
    AnalyzerSpec written = SpeechRepository.writeEnglish(folder.resolve("out"), "words", "1");

    Path model = folder.resolve("out/words/1/model.lm.bin");
    assertEquals(Digest.of(Files.readAllBytes(model)), written.digest());
    assertTrue(
        Files.readString(model, StandardCharsets.ISO_8859_1).startsWith("Trie Language Model"));
    assertTrue(
        Files.readString(folder.resolve("out/words/config.pbtxt"))
            .contains("default_model_filename: \"model.lm.bin\""));
  }

  @Test
  void writeVosk_folderWithoutAModel_saysWhatIsMissing() throws IOException {
    Path none = folder.resolve("none");
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertEquals(none + " is no folder; give that of a Vosk model", refusalOfVosk(none));
    assertEquals(
        empty + " is no Vosk model: neither am/final.mdl nor final.mdl is in it",
        refusalOfVosk(empty));
  }

  /** Vosk itself refuses it, or it has no native code here. */
  @Test
  void writeVosk_damagedModel_isOneSentence() throws IOException {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    Files.writeString(damaged.resolve("final.mdl"), "no model");

    String message = refusalOfVosk(damaged);

    assertTrue(
        message.equals(damaged + " is no model that Vosk understands")
            || message.startsWith(damaged + " needs Vosk, which is not on the class path"),
        message);
  }

  private String refusalOfVosk(Path model) {
    Path out = folder.resolve("out");
    var e =
        assertThrows(
            UnusableSpeechModelException.class,
            () -> SpeechRepository.writeVosk(out, "digits", "1", model));
    assertFalse(Files.exists(out));
    return e.getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "recognisers, 0, must be a whole number from 1 to 256",
    "recognisers, two, must be a whole number from 1 to 256",
    "seconds, 56, must be a whole number from 1 to 55",
    "second, 5, which a recogniser does not know; it knows recognisers and seconds"
  })
  void parameters_wrong_areRefusedWithTheRule(String name, String value, String rule) {
    var e =
        assertThrows(
            MalformedRepositoryException.class,
            () -> SpeechParameters.of(files(Map.of(name, value))));

    assertTrue(e.getMessage().contains(rule), e.getMessage());
  }

  @Test
  void parameters_given_areTaken() {
    assertEquals(
        new SpeechParameters(4, Duration.ofSeconds(5)),
        SpeechParameters.of(files(Map.of("recognisers", "4", "seconds", "5"))));
    assertEquals(
        new SpeechParameters(2, Duration.ofSeconds(20)), SpeechParameters.of(files(Map.of())));
  }

  private String refusal(Path grammar) {
    Path out = folder.resolve("out");
    var e =
        assertThrows(
            UnusableGrammarException.class,
            () -> SpeechRepository.write(out, "digits", "1", grammar));
    assertFalse(Files.exists(out));
    return e.getMessage();
  }

  private ModelFiles files(Map<String, String> parameters) {
    return new ModelFiles(
        "digits", folder.resolve("model.gram"), Map.of(), parameters, Optional.empty());
  }

  private Path grammar(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
