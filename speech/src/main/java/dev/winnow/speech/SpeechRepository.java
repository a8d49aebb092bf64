package dev.winnow.speech;

import dev.winnow.analyzer.ModelContent;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes recognisers into a repository of analyzers, for {@link SpeechFactory} to open. */
public final class SpeechRepository {
  private SpeechRepository() {}

  /**
   * Writes a recogniser of US English: {@code NAME/VERSION/model.gram}, or with another ending,
   * with {@code config.pbtxt}. The same file gives the same bytes.
   *
   * @param folder of the repository, which is made if there is none
   * @param name of the model, as {@link ModelRepository} wants it
   * @param version of the model, a positive number in digits
   * @param language what can be said, as {@link SpeechRecogniser#sphinx(Path)} takes it. It is read
   *     first, so that what cannot be recognised is not written
   * @return what a package says of this analyzer: its head of words with times and confidence
   * @throws UnusableGrammarException if it is none, or a grammar has words whose pronunciation is
   *     not known
   * @throws IllegalArgumentException if name or version is not of its form
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static AnalyzerSpec write(Path folder, String name, String version, Path language) {
    byte[] content = read(language);
    SphinxLanguage format = SphinxLanguage.of(language);
    if (format == SphinxLanguage.GRAMMAR) {
      SphinxGrammar.require(language);
    } else {
      SphinxNgrams.require(language);
    }
    return write(folder, name, version, format.ending(), content);
  }

  /**
   * Writes a recogniser of whatever is said in US English, by the n-gram model that comes with
   * Sphinx4 (27 MB).
   *
   * @param folder of the repository, which is made if there is none
   * @param name of the model, as {@link ModelRepository} wants it
   * @param version of the model, a positive number in digits
   * @return what a package says of this analyzer
   * @throws IllegalArgumentException if name or version is not of its form
   * @throws UncheckedIOException if a file cannot be written
   */
  public static AnalyzerSpec writeEnglish(Path folder, String name, String version) {
    return write(folder, name, version, SphinxLanguage.TRIE.ending(), SphinxModels.languageModel());
  }

  /**
   * Writes a recogniser by Vosk with a model of the user's: the repository holds the folder's path,
   * so that the folder must stay where it is.
   *
   * @param folder of the repository, which is made if there is none
   * @param name of the model, as {@link ModelRepository} wants it
   * @param version of the model, a positive number in digits
   * @param model its folder. It is opened first, so that what cannot be used is not written
   * @return what a package says of this analyzer
   * @throws UnusableSpeechModelException if it is none, or Vosk is not on the class path
   * @throws IllegalArgumentException if name or version is not of its form
   * @throws UncheckedIOException if a file cannot be written
   */
  public static AnalyzerSpec writeVosk(Path folder, String name, String version, Path model) {
    VoskModel.open(model).close();
    return write(folder, name, version, VoskModel.ENDING, VoskModel.reference(model));
  }

  private static AnalyzerSpec write(
      Path folder, String name, String version, String ending, byte[] content) {
    ModelContent model = new ModelContent("model" + ending, content);
    ModelRepository.write(folder, name, version, model, WordTensors.terms(), Map.of());
    return new AnalyzerSpec(List.of(WordTensors.HEAD), Digest.of(content));
  }

  /** The bytes of a file. */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
