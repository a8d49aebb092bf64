package dev.winnow.learn.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.Mode;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network for those who do not read ONNX: {@code graph.json} with its nodes up to the logits, and
 * a file of little-endian 32-bit floats for each constant and for the batch.
 */
final class GraphDump {
  private static final Set<String> INTEGERS = Set.of("group", "transB", "axis");
  private static final Set<String> LISTS = Set.of("kernel_shape", "pads", "strides", "dilations");
  private static final Set<String> NUMBERS = Set.of("epsilon", "momentum");

  private GraphDump() {}

  /**
   * Writes into an empty folder.
   *
   * @param mode how the network is to be run
   */
  static void write(Path folder, Network network, Mode mode, Batch batch) throws IOException {
    ObjectNode graph = Json.object().put("usesBatch", mode.usesBatch());
    ExecutionPlan plan = ExecutionPlan.of(network);
    ArrayNode constants = graph.putArray("constants");
    for (Map.Entry<String, Tensor> constant : plan.constants().entrySet()) {
      String file = constants.size() + ".f32";
      write(folder.resolve(file), constant.getValue());
      ObjectNode described = constants.addObject().put("name", constant.getKey());
      described.put("file", file).put("learns", plan.weights().contains(constant.getKey()));
      extents(described, constant.getValue());
    }
    ArrayNode nodes = graph.putArray("nodes");
    for (ExecutionPlan.Step step : plan.steps()) {
      nodes.add(node(step.node()));
    }
    String input = network.inputs().get(0).name();
    ObjectNode described = graph.putObject("batch").put("name", input).put("file", "batch.f32");
    extents(described, batch.inputs());
    write(folder.resolve("batch.f32"), batch.inputs());
    ArrayNode classes = described.putArray("classes");
    for (long right : batch.classes()) {
      classes.add(right);
    }
    Files.writeString(folder.resolve("graph.json"), Json.pretty(graph));
  }

  private static ObjectNode node(Node node) {
    ObjectNode described = Json.object().put("op", node.op());
    names(described.putArray("inputs"), node.inputs());
    names(described.putArray("outputs"), node.outputs());
    ObjectNode attributes = described.putObject("attributes");
    Attributes from = node.attributes();
    for (String name : from.names()) {
      if (INTEGERS.contains(name)) {
        attributes.put(name, from.integer(name, 0));
      } else if (NUMBERS.contains(name)) {
        attributes.put(name, from.number(name, 0));
      } else if (LISTS.contains(name)) {
        ArrayNode values = attributes.putArray(name);
        for (long value : from.integers(name)) {
          values.add(value);
        }
      } else {
        throw new IllegalArgumentException(node + " has the attribute " + name + ", unknown here");
      }
    }
    return described;
  }

  private static void names(ArrayNode into, List<String> names) {
    names.forEach(into::add);
  }

  private static void extents(ObjectNode into, Tensor tensor) {
    ArrayNode extents = into.putArray("shape");
    for (long extent : tensor.shape().toLongs()) {
      extents.add(extent);
    }
  }

  private static void write(Path file, Tensor tensor) throws IOException {
    ByteBuffer bytes = tensor.bytes();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
