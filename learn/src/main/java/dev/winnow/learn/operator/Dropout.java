package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * {@code Dropout} (Srivastava et al. 2014): in training, drops a share of the values and scales up
 * the rest; otherwise passes everything. Before operator set 12 the share was an attribute.
 */
final class Dropout {
  private static final int BY_INPUT = 12;
  private static final float DEFAULT = 0.5f;

  private Dropout() {}

  static Function<NodeInvocation, NDArray> bind(NodeContext context) {
    float share =
        context.opset() >= BY_INPUT
            ? context.number(1, DEFAULT)
            : context.attributes().number("ratio", DEFAULT);
    if (!(share >= 0 && share < 1)) {
      throw context.unsupported(
          "drops a share of " + share + "; it must be at least 0 and below 1");
    }
    return invocation -> {
      NDArray x = invocation.input(0);
      return invocation.mode().drops()
          ? x.getNDArrayInternal().dropout(x, share, true).head()
          : Shaping.same(x);
    };
  }
}
