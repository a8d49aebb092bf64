package dev.winnow.detection;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Map;

/** Networks that make the same of every image. */
final class FixedNetworks {
  private FixedNetworks() {}

  /** A network that takes images of one shape and makes these outputs, by their names. */
  static Network of(Shape image, Map<String, Tensor> outputs) {
    NetworkBuilder network = NetworkBuilder.named("detector");
    String x = network.input("image", image);
    String pooled = network.flatten("flat", network.globalAveragePool("pool", x));
    outputs.forEach(
        (name, values) -> {
          Shape shape = values.shape();
          Tensor nothing = Tensor.allocate(Shape.of(shape.size(), image.dim(0)));
          Tensor bias = values.reshape(Shape.of(shape.size()));
          String flat = network.gemm(name + "/values", pooled, nothing, bias);
          long[] dims = shape.batch(0).toLongs();
          String target = network.integers(name + "/shape", dims);
          network.output(network.node("Reshape", name, List.of(flat, target), Attributes.none()));
        });
    return network.build();
  }

  /** A YOLOX detector of two classes for images of 32 × 32 that reports one box, in pixels. */
  static Network yolox(Box pixels, float score, int label) {
    float[] values = new float[21 * 7];
    values[0] = (pixels.left() + pixels.width() / 2) / 8;
    values[1] = (pixels.top() + pixels.height() / 2) / 8;
    values[2] = (float) Math.log(pixels.width() / 8);
    values[3] = (float) Math.log(pixels.height() / 8);
    values[4] = score;
    values[5 + label] = 1;
    return yolox(values);
  }

  /** A YOLOX detector of two classes for images of 32 × 32: 21 cells of 7 values. */
  static Network yolox(float... values) {
    return of(Shape.of(3, 32, 32), Map.of("output", Tensor.of(Shape.of(21, 7), values)));
  }
}
