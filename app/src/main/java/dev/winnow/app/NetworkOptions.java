package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.onnx.conversion.ConversionOptions;
import dev.winnow.onnx.conversion.OutputKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a network's file leaves open and its owner knows, as options. */
public final class NetworkOptions {
  @Option(
      names = "--input-shape",
      paramLabel = "EXTENTS",
      description =
          "Shape of one sample where the file leaves it open, in the file's order, such as"
              + " 3x224x224.")
  private Optional<String> inputShape = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "KIND",
      description =
          "What the outputs hold: softmax or sigmoid (probabilities), logits (scores),"
              + " multilabel (scores, each of a yes), regression (default: read off the last"
              + " operator).")
  private Optional<OutputKind> output = Optional.empty();

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "NAME",
      description =
          "Names of the classes in the order of the output, where the network does not name them.")
  private List<String> labels = List.of();

  @Option(
      names = "--constant",
      paramLabel = "NAME=NUMBER",
      description =
          "What an input beside the captures always holds, such as sr=16000; repeatable. States of"
              + " recurrent networks begin with zeros.")
  private Map<String, Double> constants = Map.of();

  @Option(
      names = "--state",
      paramLabel = "IN=OUT",
      description =
          "An input that begins the next chunk of a stream with what an output made, such as"
              + " h=hn; repeatable. The edge keeps it for each source.")
  private Map<String, String> states = Map.of();

  /** The network in a file, with the labels that were given. */
  public NetworkImport read(Path file) {
    NetworkImport read = NetworkImport.read(file, options());
    return new NetworkImport(labelled(read.network()), read.remarks());
  }

  /** Whether the outputs are said to be numbers that stand for themselves. */
  boolean isRegression() {
    return output.equals(Optional.of(OutputKind.REGRESSION));
  }

  /** Says what is not as in the file. */
  public static void say(NetworkImport network, Console console) {
    network.remarks().forEach(remark -> console.say("note: " + remark));
  }

  private ConversionOptions options() {
    return new ConversionOptions(inputShape.map(NetworkOptions::shape), output)
        .withConstants(constants)
        .withStates(states);
  }

  private Network labelled(Network network) {
    if (labels.isEmpty()) {
      return network;
    }
    int classes = network.outputs().get(0).shape().size();
    if (classes != labels.size() || labels.stream().distinct().count() < labels.size()) {
      throw new IllegalArgumentException(
          "--labels names %s and the network's output \"%s\" has %d classes; name each once"
              .formatted(labels, network.outputs().get(0).name(), classes));
    }
    return network.withCard(network.card().withLabels(labels));
  }

  private static Shape shape(String text) {
    try {
      return new Shape(Stream.of(text.split("[x×,]", -1)).map(Integer::valueOf).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--input-shape is %s and must be extents such as 3x224x224".formatted(text), e);
    }
  }
}
