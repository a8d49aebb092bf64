package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.core.Json;
import dev.winnow.onnx.Network;
import dev.winnow.zoo.Pretrained;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow fetch}: a pre-trained network from a public registry, as ONNX. */
@Command(
    name = "fetch",
    description = "Fetches a pre-trained network from a public registry and writes it as ONNX.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Runnable {
  private final Console console;

  @Parameters(
      paramLabel = "NAME",
      description = "One of: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private String name = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The ONNX file.")
  private Path out = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "TGZ",
      description = "A tarball of the package that is already here, where no registry is in reach.")
  private Optional<Path> from = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  FetchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Pretrained pretrained = Pretrained.named(name);
    Network network =
        from.map(pretrained::from)
            .orElseGet(() -> pretrained.fetch(console.progress("fetching " + name)));
    network.write(out);
    if (json) {
      console.out().println(Json.line(Json.object().put("network", out.toString())));
    } else {
      console.out().println(out + ": " + pretrained.about());
      console.out().println("Next: winnow inspect " + out);
    }
  }

  /** For the help text. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Pretrained.names().iterator();
    }
  }
}
