package dev.winnow.onnx.profile;

import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * As many samples as a network takes at least, of no meaning: what they hold changes nothing about
 * how long they take.
 *
 * @param tensors by the name of the input
 * @param rows samples
 */
public record SampleInput(Map<String, Tensor> tensors, int rows) {
  /** For a network of any number of inputs. */
  public static SampleInput of(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int rows = network.inputs().get(0).batch().orElse(1);
    for (TensorSpec input : network.inputs()) {
      Tensor values = Tensor.allocate(input.shape().batch(input.batch().orElse(rows)));
      for (int i = 0; i < values.shape().size(); i++) {
        values.buffer().put(i, i % 256 / 256f);
      }
      tensors.put(input.name(), values);
    }
    return new SampleInput(tensors, rows);
  }
}
