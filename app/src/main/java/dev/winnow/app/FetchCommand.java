package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.Json;
import dev.winnow.onnx.Network;
import dev.winnow.zoo.Pretrained;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "Length of the recordings that a network of sound takes (default: 1).")
  private Optional<Double> seconds = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  FetchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Pretrained pretrained = Usage.valid(command, this::chosen);
    Network network =
        from.map(pretrained::from)
            .orElseGet(() -> pretrained.fetch(console.progress("fetching " + name)));
    network.write(out);
    if (json) {
      ObjectNode object = Json.object().put("network", out.toString());
      pretrained.notice().ifPresent(notice -> object.put("notice", notice));
      console.out().println(Json.line(object));
    } else {
      console.out().println(out + ": " + pretrained.about());
      pretrained.notice().ifPresent(console.out()::println);
      console.out().println("Next: winnow inspect " + out);
    }
  }

  private Pretrained chosen() {
    Pretrained named = Pretrained.named(name);
    return seconds.map(named::lasting).orElse(named);
  }

  /** For the help text. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Pretrained.names().iterator();
    }
  }
}
