package dev.winnow.onnx;

import dev.winnow.core.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The cost of a network before and after each place in its topological order, found in one pass.
 */
final class Costs {
  private static final String DEQUANTIZE = "DequantizeLinear";

  private final Graph graph;
  private final int rows;

  /** Multiply-accumulates of the nodes up to a place, that place included. */
  private final long[] macs;

  /** Parameters that are first, and last, taken at a place; one more place stands for outputs. */
  private final long[] entering;

  private final long[] leaving;

  Costs(Graph graph, Constants constants, Shapes shapes) {
    this.graph = graph;
    this.rows = shapes.rows();
    int size = graph.nodes().size();
    this.macs = new long[size];
    this.entering = new long[size + 1];
    this.leaving = new long[size + 1];
    count(new Macs(shapes));
    uses()
        .forEach(
            (tensor, use) -> {
              if (isParameter(constants, tensor)) {
                long elements = shapes.whole(tensor).size();
                entering[use.first] += elements;
                leaving[use.last] += elements;
              }
            });
    accumulate();
  }

  /** The cost of the whole network. */
  Cost whole() {
    return new Cost(entering[entering.length - 1], total());
  }

  /** Integers that stand for floats count as these do, and what they are measured in does not. */
  private boolean isParameter(Constants constants, String tensor) {
    List<Node> takers = graph.takers(tensor).stream().map(graph.nodes()::get).toList();
    boolean rounded =
        takers.stream()
            .anyMatch(node -> node.op().equals(DEQUANTIZE) && node.input(0).equals(tensor));
    boolean scale =
        !takers.isEmpty()
            && takers.stream()
                .allMatch(
                    node ->
                        (node.op().equals(DEQUANTIZE) || node.op().equals("QuantizeLinear"))
                            && node.input(1).equals(tensor));
    return rounded || (constants.isFloating(tensor) && !scale);
  }

  /** Multiply-accumulates of each node. */
  List<Long> each() {
    return IntStream.range(0, macs.length)
        .mapToObj(place -> (macs[place] - (place == 0 ? 0 : macs[place - 1])) / rows)
        .toList();
  }

  /** The cost of the nodes up to a place, that place included. */
  Cost upTo(int place) {
    return new Cost(entering[place], macs[place] / rows);
  }

  /** The cost of the nodes behind a place. */
  Cost behind(int place) {
    long left = leaving[leaving.length - 1] - leaving[place];
    return new Cost(left, total() - macs[place] / rows);
  }

  private long total() {
    return macs[macs.length - 1] / rows;
  }

  private void count(Macs counter) {
    for (int i = 0; i < macs.length; i++) {
      if (graph.isNeeded(i) && graph.isFlowing(i)) {
        macs[i] = counter.of(graph.nodes().get(i));
      }
    }
  }

  /** The first and the last place where a constant is taken by what depends on the input. */
  private record Use(int first, int last) {
    Use join(Use other) {
      return new Use(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  /** The uses of constants, followed back through nodes that compute on constants alone. */
  private Map<String, Use> uses() {
    Map<String, Use> uses = new HashMap<>();
    graph.model().getGraph().getOutputList().stream()
        .filter(output -> !graph.isFlowing(output.getName()))
        .forEach(output -> uses.put(output.getName(), new Use(macs.length, macs.length)));
    for (int i = macs.length - 1; i >= 0; i--) {
      if (!graph.isNeeded(i)) {
        continue;
      }
      Node node = graph.nodes().get(i);
      Use use = graph.isFlowing(i) ? new Use(i, i) : ofResults(node, uses);
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !graph.isFlowing(input)) {
          uses.merge(input, use, Use::join);
        }
      }
    }
    return uses;
  }

  private static Use ofResults(Node node, Map<String, Use> uses) {
    return node.outputs().stream()
        .filter(uses::containsKey)
        .map(uses::get)
        .reduce(Use::join)
        .orElseThrow();
  }

  private void accumulate() {
    for (int i = 1; i < macs.length; i++) {
      macs[i] += macs[i - 1];
    }
    for (int i = 1; i < entering.length; i++) {
      entering[i] += entering[i - 1];
      leaving[i] += leaving[i - 1];
    }
  }

  /** Counts the multiply-accumulates of a node by the convention that {@link Cost} states. */
  private static final class Macs {
    private final Shapes shapes;

    Macs(Shapes shapes) {
      this.shapes = shapes;
    }

    /** The multiply-accumulates of one run of a node. */
    long of(Node node) {
      return switch (node.op()) {
        case "Conv", "ConvInteger", "com.microsoft.FusedConv" ->
            made(node).size() * filter(taken(node, 1));
        case "QLinearConv" -> made(node).size() * filter(taken(node, 3));
        case "ConvTranspose" -> taken(node, 0).size() * filter(taken(node, 1));
        case "Gemm", "com.microsoft.FusedGemm" -> made(node).size() * gemmDepth(node);
        case "MatMul",
            "MatMulInteger",
            "QLinearMatMul",
            "com.microsoft.FusedMatMul",
            "com.microsoft.MatMulNBits",
            "com.microsoft.QGemm" ->
            made(node).size() * last(taken(node, 0));
        case "LSTM", "GRU", "RNN" -> recurrent(node);
        case "Einsum" -> einsum(node);
        default -> 0;
      };
    }

    private Shape made(Node node) {
      return shapes.whole(node.outputs().get(0));
    }

    private Shape taken(Node node, int input) {
      return shapes.whole(node.input(input));
    }

    /**
     * The elements of a filter that make one element of a channel; the channel axis comes first.
     */
    private static long filter(Shape weight) {
      return weight.row().size();
    }

    private long gemmDepth(Node node) {
      return taken(node, 0).dim(node.attributes().integer("transA", 0) == 0 ? 1 : 0);
    }

    private static long last(Shape shape) {
      return shape.dim(shape.rank() - 1);
    }

    private long recurrent(Node node) {
      Shape x = taken(node, 0);
      long steps = x.dim(0) * (long) x.dim(1);
      return steps * (taken(node, 1).size() + (long) taken(node, 2).size());
    }

    private long einsum(Node node) {
      String equation = node.attributes().text("equation", "").replace(" ", "");
      List<String> terms = List.of(equation.split("->", 2)[0].split(",", -1));
      Map<String, Integer> extents = new HashMap<>();
      for (int i = 0; i < terms.size(); i++) {
        Shape shape = taken(node, i);
        List<String> labels = labels(terms.get(i), shape.rank());
        for (int axis = 0; axis < labels.size(); axis++) {
          extents.merge(labels.get(axis), shape.dim(axis), Math::max);
        }
      }
      return (terms.size() - 1)
          * extents.values().stream().mapToLong(e -> e).reduce(1, (a, b) -> a * b);
    }

    /** One label per axis; those that an ellipsis stands for are numbered from the right. */
    private static List<String> labels(String term, int rank) {
      int dots = term.indexOf("...");
      String before = dots < 0 ? term : term.substring(0, dots);
      String after = dots < 0 ? "" : term.substring(dots + 3);
      List<String> labels = new ArrayList<>(before.chars().mapToObj(Character::toString).toList());
      for (int hidden = rank - before.length() - after.length(); hidden > 0; hidden--) {
        labels.add("..." + hidden);
      }
      labels.addAll(after.chars().mapToObj(Character::toString).toList());
      return labels;
    }
  }
}
