package dev.winnow.detection;

import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * What a network made of one image.
 *
 * @param tensors by the names of the outputs
 */
record Outputs(Map<String, Tensor> tensors) {

  /** The values of one output in row-major order. */
  FloatBuffer values(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no output " + name);
    }
    return tensor.buffer();
  }
}
