package dev.winnow.onnx.profile;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node has to do for one sample, and with it what ONNX Runtime computes in the same pass.
 *
 * @param place of the node in {@link Network#nodes}
 * @param macs multiply-accumulates, as {@link dev.winnow.onnx.Cost} counts them
 * @param floats that are read and written: of the sample, and weights
 */
public record NodeWork(int place, OperatorKind kind, long macs, long floats) {
  /**
   * The work of a network in topological order. Nodes that are computed once, while the network is
   * loaded, are not among it, nor those that a node before them computes in passing; what leaves it
   * with places and channels is, once more, because convolutions keep them in an order of their
   * own.
   */
  public static List<NodeWork> of(Network network) {
    FusedNodes fused = FusedNodes.of(network);
    List<Long> macs = network.macs();
    List<NodeWork> all = new ArrayList<>();
    for (int place = 0; place < macs.size(); place++) {
      if (fused.isRoot(place)) {
        Node node = network.nodes().get(place);
        OperatorKind kind = OperatorKind.of(network, node);
        all.add(new NodeWork(place, kind, macs.get(place), floats(network, node)));
      }
    }
    network.outputs().stream()
        .filter(output -> output.shape().rank() > 1)
        .map(
            output ->
                new NodeWork(macs.size() - 1, OperatorKind.OTHER, 0, 2L * output.shape().size()))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static long floats(Network network, Node node) {
    long floats = 0;
    for (List<String> tensors : List.of(node.inputs(), node.outputs())) {
      for (String tensor : tensors) {
        if (!tensor.isEmpty() && !isUnused(network, tensor)) {
          floats += network.shape(tensor).size();
        }
      }
    }
    return floats;
  }

  /** An optional output, such as a mask, that nobody takes has no shape either. */
  private static boolean isUnused(Network network, String tensor) {
    return network.nodes().stream().noneMatch(node -> node.inputs().contains(tensor))
        && network.outputs().stream().noneMatch(output -> output.name().equals(tensor))
        && network.nodes().stream().anyMatch(node -> node.outputs().indexOf(tensor) > 0);
  }
}
