package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Scalars;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The functions of a recurrent cell: what it applies to the sums that reach its gates.
 *
 * @param functions in the order that ONNX states
 * @param bound what the sums are cut off at before, on both sides
 */
record Gates(List<UnaryOperator<NDArray>> functions, float bound) {
  /**
   * The functions of one direction of a node.
   *
   * @param direction counted from 0
   * @param defaults their names where the node states none
   * @throws UnsupportedOperatorException if one is not here
   */
  static Gates of(NodeContext context, int direction, List<String> defaults) {
    for (String parameter : List.of("activation_alpha", "activation_beta")) {
      if (context.attributes().has(parameter)) {
        throw context.unsupported("has functions with parameters, which are not here");
      }
    }
    List<String> names = context.attributes().texts("activations");
    int from = direction * defaults.size();
    List<String> own = names.isEmpty() ? defaults : names.subList(from, from + defaults.size());
    float bound = context.attributes().number("clip", Float.POSITIVE_INFINITY);
    return new Gates(own.stream().map(name -> function(context, name)).toList(), bound);
  }

  /** The n-th function of a sum. */
  NDArray apply(int n, NDArray sum) {
    NDArray within = Float.isInfinite(bound) ? sum : Scalars.clip(sum, -bound, bound);
    return functions.get(n).apply(within);
  }

  private static UnaryOperator<NDArray> function(NodeContext context, String name) {
    return switch (name) {
      case "Sigmoid" -> x -> x.getNDArrayInternal().sigmoid();
      case "Tanh" -> NDArray::tanh;
      case "Relu" -> x -> x.getNDArrayInternal().relu();
      case "HardSigmoid" -> x -> Activations.hardSigmoid(x, 0.2f, 0.5f);
      default -> throw context.unsupported("has the function \"" + name + "\", which is not here");
    };
  }
}
