package dev.winnow.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads what follows the tensor where a network was cut, from the output backwards: what {@link
 * Reducer} makes is known by its operators, their order, their attributes, and that all else they
 * take is stored. Anything that differs in one of these is not known, and neither is a reduction
 * whose result is not the output itself.
 */
final class Tail {
  private static final List<String> REDUCTION = List.of("Gemm", "Sub", "Flatten");
  private static final List<String> CLIPPED =
      List.of("Add", "Mul", "Clip", "Gemm", "Sub", "Flatten");

  private final Graph graph;
  private final String cut;
  private final String output;

  /**
   * @throws UnknownCutException if no node makes the tensor
   */
  Tail(Graph graph, String cut) {
    this.graph = graph;
    this.cut = cut;
    this.output = graph.model().getGraph().getOutput(0).getName();
    if (graph.maker(cut).isEmpty()) {
      throw new UnknownCutException(
          "no node of %s makes the tensor \"%s\"; name the tensor where it was cut"
              .formatted(graph.what(), cut));
    }
  }

  AfterCut read() {
    Optional<List<Node>> reduction =
        output.equals(cut) ? Optional.of(List.of()) : chain(CLIPPED).or(() -> chain(REDUCTION));
    Set<Integer> before = before();
    List<Node> recognised = reduction.orElse(List.of());
    Set<String> names = new HashSet<>(recognised.stream().map(Node::name).toList());
    List<Node> beside =
        IntStream.range(0, graph.nodes().size())
            .filter(place -> !before.contains(place))
            .mapToObj(graph.nodes()::get)
            .filter(node -> !names.contains(node.name()))
            .toList();
    return new AfterCut(reduction.isPresent(), recognised, beside);
  }

  /** The nodes that lead from the cut to the output, if they are those of the operators given. */
  private Optional<List<Node>> chain(List<String> backwards) {
    Deque<Node> chain = new ArrayDeque<>();
    String tensor = output;
    for (String op : backwards) {
      OptionalInt maker = graph.maker(tensor);
      if (maker.isEmpty() || !isMade(graph.nodes().get(maker.getAsInt()), op)) {
        return Optional.empty();
      }
      chain.push(graph.nodes().get(maker.getAsInt()));
      tensor = chain.element().input(0);
    }
    return tensor.equals(cut) ? Optional.of(List.copyOf(chain)) : Optional.empty();
  }

  private boolean isMade(Node node, String op) {
    return node.op().equals(op)
        && node.outputs().size() == 1
        && node.inputs().stream().skip(1).allMatch(input -> graph.initializer(input).isPresent())
        && isMadeWith(node.attributes(), op);
  }

  private static boolean isMadeWith(Attributes attributes, String op) {
    return switch (op) {
      case "Gemm" ->
          attributes.names().equals(Set.of("transB")) && attributes.integer("transB", 0) == 1;
      case "Clip" -> Set.of("min", "max").containsAll(attributes.names());
      default -> attributes.names().isEmpty();
    };
  }

  /** The places of the nodes on which the cut depends, and of the one that makes it. */
  private Set<Integer> before() {
    Set<Integer> before = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(graph.maker(cut).orElseThrow());
    while (!open.isEmpty()) {
      int place = open.pop();
      if (before.add(place)) {
        graph
            .nodes()
            .get(place)
            .inputs()
            .forEach(input -> graph.maker(input).ifPresent(open::push));
      }
    }
    return before;
  }
}
