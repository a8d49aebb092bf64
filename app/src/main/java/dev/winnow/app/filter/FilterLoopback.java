package dev.winnow.app.filter;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.BackendFactory;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.data.filter.FilterProvider;
import dev.winnow.data.filter.FilterRun;
import dev.winnow.data.filter.FilteredStream;
import dev.winnow.edge.Admission;
import dev.winnow.edge.EdgeOptions;
import dev.winnow.edge.FilterNode;
import dev.winnow.edge.Prediction;
import dev.winnow.edge.Summary;
import dev.winnow.edge.delivery.AnalyzerUri;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A filter's edge and cloud in one process, which speak over a socket of this machine. */
public final class FilterLoopback {
  private FilterLoopback() {}

  /**
   * What became of it.
   *
   * @param remarks of the filter, a sentence each
   */
  public record Answered(Summary summary, List<String> remarks) {
    public Answered {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Serves the analyzer, runs the filter on its source, and stops the server.
   *
   * @param folder of the analyzer's repository, {@code analyzer}, which receives the node's secret
   * @param backend of the analyzer
   * @param opened takes the stream before anything is asked
   * @param answers takes what is answered
   */
  public static Answered ask(
      FilterRun run,
      Path folder,
      BackendFactory backend,
      Consumer<FilteredStream> opened,
      Consumer<Prediction> answers) {
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1");
    ModelRepository models = ModelRepository.open(folder.resolve("analyzer"), List.of(backend));
    try (AnalyzerServer server = AnalyzerServer.start(models, options);
        FilterNode node =
            FilterNode.open(
                run.extractor(),
                Admission.uncertified(),
                AnalyzerUri.parse("http://127.0.0.1:" + server.port()),
                EdgeOptions.withDefaults(),
                folder.resolve("secret"));
        FilteredStream stream = FilterProvider.of(run.extractor()).open(run)) {
      opened.accept(stream);
      Summary summary = node.run(stream, answers);
      return new Answered(summary, stream.remarks());
    }
  }
}
