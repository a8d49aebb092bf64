package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.learn.torch.Torch;
import java.util.Arrays;
import java.util.function.Function;

/**
 * {@code Shape}, {@code Cast} and {@code Div}: the operators that tell whole numbers from others.
 * Networks compute shapes with them, in 64 bits here.
 */
final class Numbers {
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;

  private Numbers() {}

  static Function<NodeInvocation, NDArray> shape(NodeContext context) {
    int start = context.attributes().integer("start", 0);
    int end = context.attributes().integer("end", Integer.MAX_VALUE);
    return invocation -> {
      long[] dims = invocation.input(0).getShape().getShape();
      int rank = dims.length;
      int from = Math.max(0, Math.min(rank, start < 0 ? start + rank : start));
      int to = Math.max(from, Math.min(rank, end < 0 ? end + rank : end));
      return Torch.array(invocation.manager(), Arrays.copyOfRange(dims, from, to), to - from);
    };
  }

  static Function<NodeInvocation, NDArray> cast(NodeContext context) {
    int type = context.attributes().integer("to", 0);
    if (type != FLOAT && type != INT32 && type != INT64) {
      throw context.unsupported("casts to neither FLOAT nor whole numbers of 32 or 64 bits");
    }
    return invocation -> {
      NDArray x = invocation.input(0);
      if (type != FLOAT) {
        return x.toType(DataType.INT64, true);
      }
      return x.getDataType().isFloating() ? Shaping.same(x) : x.toType(DataType.FLOAT32, true);
    };
  }

  /** The quotient, of whole numbers without its fraction. */
  static NDArray div(NDArray a, NDArray b) {
    if (a.getDataType() == DataType.INT64 && b.getDataType() == DataType.INT64) {
      return a.toType(DataType.FLOAT64, true).div(b).toType(DataType.INT64, true);
    }
    return a.div(b);
  }
}
