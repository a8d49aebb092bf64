package dev.winnow.app;

import dev.winnow.app.preprocessing.PreprocessingOptions;
import dev.winnow.cli.Console;
import dev.winnow.cli.Usage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.ModelCard;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow card}: writes into a network what its file leaves open. */
@Command(
    name = "card",
    description =
        "Writes a copy of a network that says of itself what its classes are called and what its"
            + " input must look like, so that no other command need be told.",
    mixinStandardHelpOptions = true)
final class CardCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The network, an ONNX file.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The ONNX file to write.")
  private Path out = Path.of("");

  @Mixin private NetworkOptions options = new NetworkOptions();

  @Mixin private PreprocessingOptions preprocessing = new PreprocessingOptions();

  @Option(names = "--licence", description = "Of the network: an SPDX identifier or a short text.")
  private Optional<String> licence = Optional.empty();

  @Option(names = "--origin", description = "Where the network came from.")
  private Optional<String> origin = Optional.empty();

  @Spec private CommandSpec command = CommandSpec.create();

  CardCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    NetworkImport imported = Usage.valid(command, () -> options.read(file));
    InputSpec prepared =
        Usage.valid(command, () -> preprocessing.of(imported.network(), Optional.empty()));
    NetworkImport taking = imported.taking(prepared.shape());
    NetworkOptions.say(taking, console);
    Network network = taking.network();
    ModelCard said = network.card();
    ModelCard card =
        new ModelCard(
            said.labels(),
            Optional.of(prepared),
            licence.or(said::licence),
            origin.or(said::source));
    network.withCard(card).write(out);
    console
        .out()
        .printf("%s: labels %s, input %s%n", out, card.labels(), Json.line(prepared.toJson()));
  }
}
