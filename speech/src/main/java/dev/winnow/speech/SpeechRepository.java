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
   * Writes a recogniser of US English: {@code NAME/VERSION/model.gram} with {@code config.pbtxt}.
   * The same grammar gives the same bytes.
   *
   * @param folder of the repository, which is made if there is none
   * @param name of the model, as {@link ModelRepository} wants it
   * @param version of the model, a positive number in digits
   * @param grammar what can be said: a file in the Java Speech Grammar Format that ends in {@code
   *     .gram} and imports no other. It is opened first, so that what cannot be recognised is not
   *     written
   * @return what a package says of this analyzer: its head of words with times and confidence
   * @throws UnusableGrammarException if it is none, or has words whose pronunciation is not known
   * @throws IllegalArgumentException if name or version is not of its form
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static AnalyzerSpec write(Path folder, String name, String version, Path grammar) {
    byte[] content = read(grammar);
    SphinxRecogniser.open(grammar).close();
    ModelContent model = new ModelContent("model" + SphinxRecogniser.ENDING, content);
    ModelRepository.write(folder, name, version, model, WordTensors.terms(), Map.of());
    return new AnalyzerSpec(List.of(WordTensors.HEAD), Digest.of(content));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
