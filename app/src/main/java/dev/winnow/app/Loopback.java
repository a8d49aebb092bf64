package dev.winnow.app;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.edge.Address;
import dev.winnow.edge.EdgeNode;
import dev.winnow.edge.Settings;
import dev.winnow.edge.Source;
import dev.winnow.edge.Summary;
import java.util.Map;

/** Edge and cloud in one process, which speak to each other over a socket of this machine. */
final class Loopback {
  private Loopback() {}

  /**
   * Serves the analyzer, runs the extractor on a source, and stops the server.
   *
   * @param answers takes the label of each capture, by path
   */
  static Summary ask(
      Packaging packaging, Source source, Map<String, String> answers, Progress progress) {
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1");
    ModelRepository models = ModelRepository.open(packaging.analyzer());
    ExtractorPackage extractor = ExtractorPackage.read(packaging.extractor());
    try (AnalyzerServer server = AnalyzerServer.start(models, options)) {
      Address address = Address.parse("http://127.0.0.1:" + server.port());
      try (EdgeNode node = EdgeNode.open(extractor, address, Settings.withDefaults())) {
        return node.run(source, answer -> answers.put(answer.path(), answer.label()), progress);
      }
    }
  }
}
