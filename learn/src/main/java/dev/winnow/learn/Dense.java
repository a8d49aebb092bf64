package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import java.util.function.Function;

/** {@code Gemm}: alpha · A · B + beta · C, each of A and B transposed if asked. */
final class Dense {
  private Dense() {}

  static Function<Call, NDArray> gemm(Site site) {
    float alpha = site.attributes().number("alpha", 1);
    float beta = site.attributes().number("beta", 1);
    boolean flipsA = site.attributes().integer("transA", 0) == 1;
    boolean flipsB = site.attributes().integer("transB", 0) == 1;
    return call -> {
      NDArray a = flipsA ? call.input(0).transpose() : call.input(0);
      NDArray b = flipsB ? call.input(1).transpose() : call.input(1);
      NDArray product = scaled(a.matMul(b), alpha);
      Optional<NDArray> c = call.optional(2);
      return c.isPresent() ? product.add(scaled(c.get(), beta)) : product;
    };
  }

  private static NDArray scaled(NDArray array, float factor) {
    return factor == 1 ? array : Scalars.times(array, factor);
  }
}
