package dev.winnow.edge.command;

import dev.winnow.edge.credentials.Credentials;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Analyzers;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.delivery.RetryPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which analyzers are asked, what is shown to them, and for how long. */
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

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Authorities in PEM that may sign an analyzer's certificate, in place of those of the"
              + " system.")
  private Optional<Path> authorities = Optional.empty();

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      description =
          "Certificate in PEM that this node shows to analyzers, with those between it and its"
              + " authority; needs --client-key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      description = "Its key in PEM (PKCS #8, not encrypted), which nobody but its owner may read.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token by which analyzers know this node, which nobody but its owner may"
              + " read; sent over https only, and to this machine.")
  private Optional<Path> token = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /**
   * The addresses, and what is shown to them.
   *
   * @param listener hears how they fare
   */
  Analyzers analyzers(DeliveryListener listener) {
    if (analyzers.isEmpty()) {
      throw new ParameterException(command.commandLine(), "Missing required: --analyzer");
    }
    return new Analyzers(
        analyzers.stream().map(AnalyzerUri::parse).toList(), credentials(), listener);
  }

  private Credentials credentials() {
    if (certificate.isPresent() != key.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "--client-cert and --client-key go together; name both");
    }
    return new Credentials(
        authorities,
        certificate.flatMap(shown -> key.map(own -> new Credentials.Identity(shown, own))),
        token);
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
