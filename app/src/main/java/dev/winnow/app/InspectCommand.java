package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.Resolution;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Units;
import dev.winnow.core.Json;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Cost;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code winnow inspect}: what a network is made of, and where it can be cut. */
@Command(
    name = "inspect",
    description =
        "Shows a network's inputs, outputs, operators and cost, and every place to cut it.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The network, an ONNX file.")
  private Path file = Path.of("");

  @Mixin private NetworkOptions options = new NetworkOptions();

  @Option(
      names = "--resolution",
      paramLabel = "WxH",
      description =
          "Of a network for images, what it costs on those of another size, such as 80x80; shares"
              + " are of what it costs as it is.")
  private Optional<String> resolution = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    NetworkImport whole = LearningUsage.valid(command, () -> options.read(file));
    NetworkImport imported =
        LearningUsage.valid(command, () -> resolution.map(Resolution::parse))
            .map(size -> size.of(whole))
            .orElse(whole);
    Network network = imported.network();
    Cost uncut = whole.network().cost();
    NetworkOptions.say(imported, console);
    if (json) {
      console.out().println(Json.line(toJson(network, uncut)));
    } else {
      print(network, uncut, console.out());
    }
    network.whyUncut().ifPresent(why -> console.say("note: " + why));
  }

  private void print(Network network, Cost uncut, PrintWriter out) {
    out.printf(
        "%s: %s parameters, %s multiply-accumulates, opset %d%n",
        file.getFileName(),
        Units.count(network.cost().parameters()),
        Units.count(network.cost().macs()),
        network.opset());
    network.card().source().ifPresent(source -> out.println("source     " + source));
    network.card().licence().ifPresent(licence -> out.println("licence    " + licence));
    network.inputs().forEach(port -> out.println("input      " + describe(port)));
    network.outputs().forEach(port -> out.println("output     " + describe(port)));
    List<String> labels = network.card().labels();
    if (!labels.isEmpty()) {
      out.println("labels     " + String.join(", ", labels));
    }
    out.println(
        "operators  "
            + operators(network).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ")));
    out.println();
    cuts(network, uncut).print(out);
  }

  /** Costs are the extractor's, which runs on the edge; the analyzer has the rest. */
  private static TextTable cuts(Network network, Cost uncut) {
    TextTable table =
        new TextTable(
            "cut ", "layer ", "operator ", "feature", "bytes", "edge parameters", "edge MACs", "");
    for (Cut cut : network.cuts()) {
      table.row(
          cut.tensor(),
          cut.layer().equals(cut.tensor()) ? "" : cut.layer(),
          cut.op(),
          cut.shape(),
          Units.bytes(cut.bytes()),
          Units.count(cut.extractor().parameters()),
          Units.count(cut.extractor().macs()),
          Units.percent(cut.extractor().share(uncut)));
    }
    return table;
  }

  private static ObjectNode toJson(Network network, Cost uncut) {
    Cost whole = network.cost();
    ObjectNode object = Json.object();
    object.set("inputs", ports(network.inputs()));
    object.set("outputs", ports(network.outputs()));
    object.put("opset", network.opset());
    object.put("parameters", whole.parameters()).put("macs", whole.macs());
    ArrayNode cuts = object.putArray("cuts");
    for (Cut cut : network.cuts()) {
      ObjectNode entry = cuts.addObject();
      entry.put("name", cut.tensor()).put("layer", cut.layer()).put("op", cut.op());
      entry.set("shape", dims(cut.shape()));
      entry.put("floats", cut.floats()).put("bytes", cut.bytes());
      entry.set("extractor", part(cut.extractor(), uncut));
      entry.set("analyzer", part(cut.analyzer(), uncut));
    }
    return object;
  }

  private static ArrayNode ports(List<TensorSpec> ports) {
    ArrayNode array = Json.array();
    for (TensorSpec port : ports) {
      ObjectNode entry = array.addObject().put("name", port.name());
      port.batch().ifPresentOrElse(n -> entry.put("batch", n), () -> entry.putNull("batch"));
      entry.set("shape", dims(port.shape()));
    }
    return array;
  }

  private static ArrayNode dims(Shape shape) {
    ArrayNode array = Json.array();
    shape.dims().forEach(array::add);
    return array;
  }

  private static ObjectNode part(Cost cost, Cost whole) {
    return Json.object()
        .put("parameters", cost.parameters())
        .put("macs", cost.macs())
        .put("share", cost.share(whole));
  }

  private static Map<String, Long> operators(Network network) {
    return network.nodes().stream()
        .collect(Collectors.groupingBy(node -> node.op(), Collectors.counting()));
  }

  private static String describe(TensorSpec port) {
    String batch = port.batch().isPresent() ? "" + port.batch().getAsInt() : "any";
    return "%s  %s × %s".formatted(port.name(), batch, port.shape());
  }
}
