package dev.winnow.app;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.app.serve.DoorOptions;
import dev.winnow.app.serve.LimitOptions;
import dev.winnow.app.serve.ProcessLog;
import dev.winnow.app.serve.RepositoryOptions;
import dev.winnow.cli.Console;
import dev.winnow.cli.TerminationSignal;
import dev.winnow.cli.Usage;
import dev.winnow.cli.Version;
import dev.winnow.core.Json;
import dev.winnow.speech.SpeechFactory;
import dev.winnow.tagger.TaggerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow serve}: the analyzers of a repository, until the process is told to stop. */
@Command(
    name = "serve",
    description =
        "Serves analyzers over the Open Inference Protocol v2, REST and gRPC on one port.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      description = "A model repository, such as OUT/analyzer of winnow build.")
  private Path repository = Path.of("");

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "To listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Address to listen on, 0.0.0.0 for all of this machine's (default: 127.0.0.1, which no"
              + " other machine reaches).")
  private Optional<String> host = Optional.empty();

  @Option(names = "--threads", description = "Threads of one run of a model (default: all cores).")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private RepositoryOptions models = new RepositoryOptions();

  @Mixin private DoorOptions doors = new DoorOptions();

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ServerOptions options = Usage.valid(command, this::options);
    ModelRepository stored =
        ModelRepository.open(repository, List.of(new TaggerFactory(), new SpeechFactory()));
    try (TerminationSignal end = TerminationSignal.taken()) {
      ProcessLog.during(
          console.err(),
          () -> {
            try (AnalyzerServer server = AnalyzerServer.start(stored, options)) {
              announce(server);
              awaitEnd(end);
            }
          });
    }
  }

  private ServerOptions options() {
    ServerOptions options =
        limits
            .in(ServerOptions.onPort(port))
            .withVersion(Version.winnow())
            .withControl(models.control())
            .withDoors(doors.doors());
    options = host.map(options::withHost).orElse(options);
    return threads.map(options::withThreads).orElse(options);
  }

  private void announce(AnalyzerServer server) {
    String address =
        "%s://%s:%d"
            .formatted(
                doors.doors().tls().isPresent() ? "https" : "http",
                host.orElse("127.0.0.1"),
                server.port());
    if (json) {
      var line = Json.object().put("address", address).put("port", server.port());
      server.models().forEach(line.putArray("models")::add);
      console.result(Json.line(line));
    } else {
      String served =
          server.models().isEmpty() ? "no model yet" : String.join(", ", server.models());
      console.result(
          "serving %s at %s (REST and gRPC); stop with Ctrl-C".formatted(served, address));
    }
    console.out().flush();
  }

  /** Until the process is told to end, or the thread is interrupted. */
  private static void awaitEnd(TerminationSignal end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      // What it was told, this thread does: it goes on to close the server.
      LOG.info("stopping");
      return;
    }
    LOG.info("stopping: requests under way are answered first");
  }
}
