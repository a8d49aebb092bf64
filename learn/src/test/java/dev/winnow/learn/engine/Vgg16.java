package dev.winnow.learn.engine;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.nio.FloatBuffer;

/** VGG-16 (Simonyan and Zisserman 2015, table 1, column D) with random weights. */
public final class Vgg16 {
  private static final int[][] BLOCKS = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
  private static final int DENSE = 4096;

  private Vgg16() {}

  /**
   * From {@code data} to {@code fc8}; layers are called {@code conv1_1}, {@code relu1_1}, ….
   *
   * @param side of an image in pixels, a multiple of 32; the paper's has 224
   */
  public static Network network(int side, int classes, ModelCard card) {
    NetworkBuilder b = NetworkBuilder.named("vgg16");
    String x = b.input("data", Shape.of(3, side, side));
    int channels = 3;
    for (int block = 1; block <= BLOCKS.length; block++) {
      int width = BLOCKS[block - 1][0];
      for (int i = 1; i <= BLOCKS[block - 1][1]; i++) {
        String name = block + "_" + i;
        Tensor weight = weight(width, channels, 3, 3);
        Attributes pads = Attributes.none().withIntegers("pads", 1, 1, 1, 1);
        x = b.conv("conv" + name, x, weight, OperatorCases.weight(width), pads);
        x = b.relu("relu" + name, x);
        channels = width;
      }
      Attributes halving =
          Attributes.none().withIntegers("kernel_shape", 2, 2).withIntegers("strides", 2, 2);
      x = b.maxPool("pool" + block, x, halving);
    }
    x = dense(b, "6", b.flatten("flatten", x), channels * (side / 32) * (side / 32));
    x = dense(b, "7", x, DENSE);
    x = b.gemm("fc8", x, weight(classes, DENSE), OperatorCases.weight(classes));
    return b.output(x).card(card).build();
  }

  private static String dense(NetworkBuilder b, String layer, String x, int from) {
    String fc = b.gemm("fc" + layer, x, weight(DENSE, from), OperatorCases.weight(DENSE));
    return b.dropout("drop" + layer, b.relu("relu" + layer, fc), .5f);
  }

  /** Of a scale that keeps the variance through a rectifier (He et al. 2015, equation 10). */
  private static Tensor weight(int... dims) {
    Tensor weight = OperatorCases.weight(dims);
    int size = weight.shape().size();
    double scale = Math.sqrt(2.0 * dims[0] / size);
    FloatBuffer values = weight.buffer();
    for (int i = 0; i < size; i++) {
      values.put(i, (float) (scale * values.get(i)));
    }
    return weight;
  }
}
