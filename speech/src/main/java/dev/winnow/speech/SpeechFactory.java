package dev.winnow.speech;

import dev.winnow.analyzer.Backend;
import dev.winnow.analyzer.BackendFactory;
import dev.winnow.analyzer.ModelFiles;
import dev.winnow.analyzer.Workload;
import java.nio.file.Path;

/**
 * Opens recognisers of speech: models that ask for the backend {@code winnow_speech}. To be handed
 * to {@link dev.winnow.analyzer.ModelRepository#open(java.nio.file.Path, java.util.List)}.
 */
public final class SpeechFactory implements BackendFactory {
  static final String WORD = "winnow_speech";

  @Override
  public String word() {
    return WORD;
  }

  /**
   * Opens a recogniser for each recording that may be recognised at once: of Sphinx4 each takes
   * some 90 MB and a few seconds to load.
   *
   * @throws dev.winnow.analyzer.MalformedRepositoryException if a parameter is wrong
   * @throws UnusableGrammarException if the model's file is no grammar or language model that can
   *     be recognised
   * @throws UnusableSpeechModelException if it names a Vosk model that cannot be used
   */
  @Override
  public Backend open(ModelFiles files, Workload load) {
    SpeechParameters parameters = SpeechParameters.of(files);
    Workload bounded = load.withThreads(Math.min(load.threads(), parameters.recognisers()));
    return SpeechBackend.open(
        files.name(), bounded, () -> open(files.network()), parameters.limit(), System::nanoTime);
  }

  private static SpeechRecogniser open(Path model) {
    return model.getFileName().toString().endsWith(VoskModel.ENDING)
        ? VoskModel.open(VoskModel.referred(SpeechRepository.read(model)))
        : SphinxRecogniser.open(model);
  }
}
