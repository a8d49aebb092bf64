package dev.winnow.learn;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;

/**
 * {@code BatchNormalization} of each channel (Ioffe and Szegedy 2015). In {@link Mode#TRAINING},
 * the stored mean and variance move towards those of the batch by 1 − {@code momentum}; in the
 * other modes they are used as they are, and scale and bias still learn.
 */
final class BatchNormalization {
  /** DJL's word for channels on the second axis, where PyTorch has them. */
  private static final int AS_IS = -1;

  private BatchNormalization() {}

  static Function<Call, NDArray> bind(Site site) {
    float epsilon = site.attributes().number("epsilon", 1e-5f);
    float momentum = site.attributes().number("momentum", 0.9f);
    if (site.attributes().integer("training_mode", 0) == 1) {
      throw site.unsupported("is in training mode; export the network for inference");
    }
    return call -> {
      NDArray x = call.input(0);
      NDArray scale = call.input(1);
      NDArray bias = call.input(2);
      NDArray mean = call.input(3);
      NDArray variance = call.input(4);
      return x.getNDArrayInternal()
          .batchNorm(
              x, mean, variance, scale, bias, AS_IS, momentum, epsilon, call.mode().usesBatch())
          .head();
    };
  }
}
