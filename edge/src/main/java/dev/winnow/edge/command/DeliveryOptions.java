package dev.winnow.edge.command;

import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which analyzers are asked, and for how long. */
final class DeliveryOptions {
  private static final String FOREVER = "forever";

  @Option(
      names = "--analyzer",
      paramLabel = "URL",
      description =
          "Any server of the Open Inference Protocol, such as http://localhost:8080. Repeatable: the"
              + " first that answers is asked.")
  private List<String> analyzers = new ArrayList<>();

  @Option(
      names = "--retry-for",
      paramLabel = "TIME",
      description =
          "How long to ask again where an analyzer is away, overloaded or silent, such as 30s, 5m,"
              + " 2h or forever; 0s to ask once (default: 5m, with --state-dir forever).")
  private Optional<String> retryFor = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /**
   * The addresses.
   *
   * @param remarks takes what is said when one is away
   */
  Analyzers analyzers(Consumer<String> remarks) {
    if (analyzers.isEmpty()) {
      throw new ParameterException(command.commandLine(), "Missing required: --analyzer");
    }
    return new Analyzers(analyzers.stream().map(AnalyzerUri::parse).toList(), remarks);
  }

  /**
   * The patience that the user asked for.
   *
   * @param usual if none was asked for
   * @throws IllegalArgumentException if it is none
   */
  RetryPolicy policy(RetryPolicy usual) {
    return retryFor
        .map(
            text ->
                text.equals(FOREVER)
                    ? usual.endless()
                    : usual.within(Durations.parse("--retry-for", text)))
        .orElse(usual);
  }
}
