package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Node;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One computation of a node.
 *
 * @param node the node
 * @param tensors all tensors that are known so far, by name
 * @param mode how the network is run
 */
public record NodeInvocation(Node node, Map<String, NDArray> tensors, Mode mode) {
  /** An input that must be there. */
  NDArray input(int n) {
    return optional(n).orElseThrow(() -> new IllegalStateException(node + " lacks its input " + n));
  }

  /** An input that may be absent. */
  Optional<NDArray> optional(int n) {
    return Optional.ofNullable(tensors.get(node.input(n)));
  }

  /** All inputs, none of which may be absent. */
  NDList inputs() {
    NDList inputs = new NDList();
    IntStream.range(0, node.inputs().size()).mapToObj(this::input).forEach(inputs::add);
    return inputs;
  }

  /** Where new arrays are made. */
  NDManager manager() {
    return input(0).getManager();
  }

  /** A new array in the precision of the first input. */
  NDArray array(float[] values, long... shape) {
    return Torch.array(manager(), values, shape).toType(input(0).getDataType(), true);
  }
}
