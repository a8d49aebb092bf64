package dev.winnow.onnx;

import java.util.HashMap;
import java.util.Map;

/**
 * The cost of a network before and after each place in its topological order, found in one pass.
 */
final class Costs {
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
              if (constants.isFloating(tensor)) {
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
}
