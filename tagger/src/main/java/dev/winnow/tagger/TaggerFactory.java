package dev.winnow.tagger;

import dev.winnow.analyzer.Backend;
import dev.winnow.analyzer.BackendFactory;
import dev.winnow.analyzer.ModelFiles;
import dev.winnow.analyzer.Workload;
import dev.winnow.onnx.Network;

/**
 * Opens taggers of images: models that ask for the backend {@code winnow_tagger}. To be handed to
 * {@link dev.winnow.analyzer.ModelRepository#open(java.nio.file.Path, java.util.List)}.
 */
public final class TaggerFactory implements BackendFactory {
  static final String WORD = "winnow_tagger";

  @Override
  public String word() {
    return WORD;
  }

  /**
   * Opens a session for each thread.
   *
   * @throws dev.winnow.analyzer.MalformedRepositoryException if a parameter or the labels do not
   *     fit the network
   * @throws dev.winnow.detection.UnknownDetectorException if the network is no detector that can be
   *     decoded
   */
  @Override
  public Backend open(ModelFiles files, Workload load) {
    Network network = Network.read(files.network());
    TaggerParameters parameters = new TaggerParameters(files);
    TaggerPlan plan =
        parameters.isClassifier()
            ? ClassifierTagger.plan(files, network)
            : DetectorTagger.plan(network, parameters.detector(network));
    return TaggerBackend.open(files.name(), plan, load);
  }
}
