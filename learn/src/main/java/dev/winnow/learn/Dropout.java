package dev.winnow.learn;

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

  static Function<Call, NDArray> bind(Site site) {
    float share =
        site.opset() >= BY_INPUT
            ? site.number(1, DEFAULT)
            : site.attributes().number("ratio", DEFAULT);
    if (!(share >= 0 && share < 1)) {
      throw site.unsupported("drops a share of " + share + "; it must be at least 0 and below 1");
    }
    return call -> {
      NDArray x = call.input(0);
      return call.mode().drops()
          ? x.getNDArrayInternal().dropout(x, share, true).head()
          : Shaping.same(x);
    };
  }
}
