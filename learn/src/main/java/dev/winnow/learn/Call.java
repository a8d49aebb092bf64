package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.winnow.onnx.Node;
import java.util.Map;
import java.util.Optional;

/**
 * One computation of a node.
 *
 * @param node the node
 * @param tensors all tensors that are known so far, by name
 * @param mode how the network is run
 */
record Call(Node node, Map<String, NDArray> tensors, Mode mode) {
  /** An input that must be there. */
  NDArray input(int n) {
    return optional(n).orElseThrow(() -> new IllegalStateException(node + " lacks its input " + n));
  }

  /** An input that may be absent. */
  Optional<NDArray> optional(int n) {
    return Optional.ofNullable(tensors.get(node.input(n)));
  }

  /** Where new arrays are made. */
  NDManager manager() {
    return input(0).getManager();
  }
}
