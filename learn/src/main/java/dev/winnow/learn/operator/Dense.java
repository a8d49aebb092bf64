package dev.winnow.learn.operator;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.torch.Scalars;
import java.util.Optional;
import java.util.function.Function;

/** {@code Gemm}: alpha · A · B + beta · C, each of A and B transposed if asked. */
final class Dense {
  private Dense() {}

  static Function<NodeInvocation, NDArray> gemm(NodeContext context) {
    float alpha = context.attributes().number("alpha", 1);
    float beta = context.attributes().number("beta", 1);
    boolean flipsA = context.attributes().integer("transA", 0) == 1;
    boolean flipsB = context.attributes().integer("transB", 0) == 1;
    return invocation -> {
      NDArray a = flipsA ? invocation.input(0).transpose() : invocation.input(0);
      NDArray b = flipsB ? invocation.input(1).transpose() : invocation.input(1);
      NDArray product = scaled(a.matMul(b), alpha);
      Optional<NDArray> c = invocation.optional(2);
      return c.isPresent() ? product.add(scaled(c.get(), beta)) : product;
    };
  }

  private static NDArray scaled(NDArray array, float factor) {
    return factor == 1 ? array : Scalars.times(array, factor);
  }
}
