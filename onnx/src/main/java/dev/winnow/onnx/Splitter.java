package dev.winnow.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.winnow.core.ModelCard;
import dev.winnow.core.RecurrentState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Splits a network at a cut. Each side gets the nodes that belong to it and every constant that
 * these take, with the nodes that compute it; what no output depends on goes to neither.
 */
final class Splitter {
  private final Graph graph;
  private final Cut cut;
  private final int place;

  /**
   * @param cut one of the network's
   */
  Splitter(Graph graph, Cut cut) {
    this.graph = graph;
    this.cut = cut;
    this.place = graph.maker(cut.tensor()).orElseThrow();
  }

  /**
   * Both sides; each declares all its inputs and outputs.
   *
   * @param states that the extractor keeps, with what makes them
   */
  SplitNetwork split(List<TensorSpec> outputs, List<RecurrentState> states) {
    ValueInfoProto pattern = graph.inputs().get(0);
    TensorSpec port =
        new TensorSpec(cut.tensor(), TensorSpecs.input(graph.what(), pattern).batch(), cut.shape());
    ValueInfoProto crossing = TensorSpecs.of(port, pattern);
    Side extractor = new Side();
    Side analyzer = new Side();
    outputs.forEach(output -> analyzer.tensors.add(output.name()));
    states.forEach(state -> extractor.tensors.add(state.output()));
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      if (!graph.isFlowing(i)) {
        extractor.addIfTaken(i);
        analyzer.addIfTaken(i);
      } else if (graph.isNeeded(i) && i <= place) {
        extractor.add(i);
      } else {
        extractor.addIfTaken(i);
        if (graph.isNeeded(i)) {
          analyzer.add(i);
        }
      }
    }
    return new SplitNetwork(
        Network.of(
            "the extractor of " + graph.what(),
            extractor.model(graph.inputs(), List.of(crossing), states, Splitter::cardOfExtractor)),
        Network.of(
            "the analyzer of " + graph.what(),
            analyzer.model(
                List.of(crossing),
                outputs.stream().map(output -> TensorSpecs.of(output, pattern)).toList(),
                List.of(),
                Splitter::cardOfAnalyzer)));
  }

  /** What the input must look like is the extractor's business. */
  private static ModelCard cardOfExtractor(ModelCard card) {
    return card.withLabels(List.of());
  }

  /** What the output means is the analyzer's. */
  private static ModelCard cardOfAnalyzer(ModelCard card) {
    return new ModelCard(card.labels(), Optional.empty(), card.licence(), card.source());
  }

  private final class Side {
    private final Set<Integer> nodes = new TreeSet<>();
    private final Set<String> tensors = new HashSet<>();

    void add(int node) {
      nodes.add(node);
      tensors.addAll(graph.nodes().get(node).inputs());
      tensors.addAll(graph.nodes().get(node).outputs());
    }

    void addIfTaken(int node) {
      if (graph.nodes().get(node).outputs().stream().anyMatch(tensors::contains)) {
        add(node);
      }
    }

    ModelProto model(
        List<ValueInfoProto> inputs,
        List<ValueInfoProto> outputs,
        List<RecurrentState> states,
        UnaryOperator<ModelCard> card) {
      ModelProto.Builder model = graph.model().toBuilder();
      fill(model.getGraphBuilder(), inputs, outputs);
      var metadata = NetworkFile.metadata(graph.model());
      ModelCard whole = ModelCard.readFrom(metadata);
      if (!whole.equals(ModelCard.empty())) {
        NetworkFile.putMetadata(model, card.apply(whole).addTo(metadata));
      }
      Network.writeStates(model, states);
      return model.build();
    }

    private void fill(
        GraphProto.Builder side, List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
      GraphProto whole = graph.model().getGraph();
      side.clearNode().clearInitializer().clearInput().clearOutput();
      side.clearValueInfo().clearQuantizationAnnotation();
      side.addAllInput(inputs).addAllOutput(outputs);
      nodes.forEach(node -> side.addNode(graph.proto(node)));
      for (TensorProto weight : whole.getInitializerList()) {
        if (tensors.contains(weight.getName())) {
          side.addInitializer(weight);
        }
      }
      whole.getInputList().stream().filter(this::isWeight).forEach(side::addInput);
      whole.getValueInfoList().stream()
          .filter(value -> tensors.contains(value.getName()))
          .filter(value -> !value.getName().equals(cut.tensor()))
          .forEach(side::addValueInfo);
    }

    private boolean isWeight(ValueInfoProto input) {
      return tensors.contains(input.getName()) && graph.initializer(input.getName()).isPresent();
    }
  }
}
