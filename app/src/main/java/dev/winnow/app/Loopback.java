package dev.winnow.app;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.edge.Admission;
import dev.winnow.edge.EdgeNode;
import dev.winnow.edge.EdgeOptions;
import dev.winnow.edge.Summary;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.source.Source;
import java.nio.file.Path;
import java.util.Map;

/** Edge and cloud in one process, which speak to each other over a socket of this machine. */
final class Loopback {
  private Loopback() {}

  /**
   * Serves the analyzer, runs the extractor on a source, and stops the server.
   *
   * @param file the extractor's package
   * @param analyzer the repository's folder
   * @param secret file of the node's secret, made if the package needs one and there is none
   * @param answers takes the label of each capture, by path
   */
  static Summary ask(
      Path file,
      Path analyzer,
      Path secret,
      Source source,
      Map<String, String> answers,
      Progress progress) {
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1");
    ModelRepository models = ModelRepository.open(analyzer);
    ExtractorPackage extractor = ExtractorPackage.read(file);
    try (AnalyzerServer server = AnalyzerServer.start(models, options)) {
      AnalyzerUri address = AnalyzerUri.parse("http://127.0.0.1:" + server.port());
      try (EdgeNode node =
          EdgeNode.open(
              extractor, Admission.uncertified(), address, EdgeOptions.withDefaults(), secret)) {
        return node.run(
            source.open(node.modality()),
            answer -> answers.put(answer.capture().source(), answer.label()),
            progress);
      }
    }
  }
}
