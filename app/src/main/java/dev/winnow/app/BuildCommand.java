package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.core.Preprocessing;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow build}: a network becomes an extractor package and an analyzer repository. */
@Command(
    name = "build",
    description =
        "Cuts a network in two: an extractor package for the edge, an analyzer for the cloud.",
    mixinStandardHelpOptions = true)
final class BuildCommand implements Runnable {
  private final Console console;

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "An ONNX network.")
  private Path model = Path.of("");

  @Option(
      names = "--cut",
      required = true,
      paramLabel = "CUT",
      description = "Tensor or layer at which to cut; winnow inspect lists them.")
  private String cut = "";

  @Option(
      names = "--embedding",
      defaultValue = "simple",
      description = "How the feature is made: simple (default).")
  private Embedding embedding = Embedding.SIMPLE;

  @Option(names = "--name", required = true, description = "Name of the service.")
  private String name = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder that receives NAME.extractor and analyzer/NAME.")
  private Path out = Path.of("");

  @Mixin private PreprocessingOptions preprocessing = new PreprocessingOptions();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (embedding != Embedding.SIMPLE) {
      throw new ParameterException(
          command.commandLine(),
          "--embedding %s: this version builds simple ones only".formatted(embedding.word()));
    }
    Network network = Network.read(model);
    Cut at = network.cut(cut);
    Preprocessing prepared = Usage.valid(command, () -> preprocessing.of(network));
    Packaging packaging =
        Usage.valid(command, () -> Packaging.write(network, at, prepared, name, out));
    if (json) {
      console.out().println(Json.line(toJson(packaging)));
    } else {
      print(packaging, network.cost());
    }
  }

  private void print(Packaging packaging, Cost whole) {
    Cut at = packaging.cut();
    PrintWriter out = console.out();
    out.printf("cut        %s (%s), %s%n", at.tensor(), at.op(), at.shape());
    out.printf(
        "feature    %,d floats, %s a sample; the network's input has %,d%n",
        at.floats(), Units.bytes(at.bytes()), packaging.manifest().preprocessing().shape().size());
    part("edge", packaging.extractor(), at.extractor(), whole);
    part("cloud", packaging.analyzer(), at.analyzer(), whole);
    out.println();
    out.println("Next: winnow serve " + packaging.analyzer());
    out.printf(
        "      winnow edge %s --source dir:FOLDER --analyzer http://localhost:8080%n",
        packaging.extractor());
  }

  private void part(String where, Path file, Cost cost, Cost whole) {
    console
        .out()
        .printf(
            "%-9s  %s: %s parameters, %s multiply-accumulates (%s)%n",
            where,
            file,
            Units.count(cost.parameters()),
            Units.count(cost.macs()),
            Units.percent(cost.share(whole)));
  }

  private static ObjectNode toJson(Packaging packaging) {
    ObjectNode object = Json.object();
    object.put("extractor", packaging.extractor().toString());
    object.put("analyzer", packaging.analyzer().toString());
    object.set("manifest", packaging.manifest().toJson());
    return object;
  }
}
