package dev.winnow.learn.architecture;

import dev.winnow.core.Shape;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What stands behind an early cut in place of the rest of a network: an encoder to a few numbers
 * between −1 and 1, which goes to the edge, and a decoder of them, which answers what the network
 * did. The encoder is made of depthwise separable convolutions as {@link Depthwise} is (Howard et
 * al. 2017), along one axis or over two: those of stride 2 until an extent of at most {@value
 * #SMALL} is left, then {@value #REFINED} more; then the mean over space, one dense layer, batch
 * normalisation and tanh. Of a feature without space it is that dense layer alone, behind batch
 * normalisation too.
 *
 * @param feature at the cut
 * @param numbers that the encoder makes, at least 1
 * @param widest channels of the encoder at most
 * @param outputs of the network, one number per class each
 */
public record BottleneckHead(
    TensorSpec feature, int numbers, int widest, List<TensorSpec> outputs) {
  private static final int KERNEL = 3;
  private static final int SMALL = 7;
  private static final int REFINED = 2;
  private static final int HIDDEN = 32;

  public BottleneckHead {
    outputs = List.copyOf(outputs);
  }

  /** The tensor of the numbers. */
  public String bottleneck() {
    return feature.name() + ".bottleneck";
  }

  /** The tensor of the mean over space, which dropout thins out in training. */
  public String pooled() {
    return scope() + "flat";
  }

  /** A network with random weights, from the feature to the outputs. */
  public Network untrained(Random random) {
    NetworkBuilder builder = NetworkBuilder.named(bottleneck());
    Layers layers = new Layers(builder, random, scope());
    String x = builder.input(feature.name(), feature.shape());
    int width = feature.shape().size();
    if (hasSpace()) {
      List<Block> blocks = blocks();
      for (int i = 0; i < blocks.size(); i++) {
        x = block(layers, i + 1, x, blocks.get(i));
      }
      x = builder.globalAveragePool(scope() + "mean", x);
      width = blocks.get(blocks.size() - 1).to;
    }
    x = builder.flatten(pooled(), x);
    x = hasSpace() ? x : layers.normalised("0", x, width);
    x = layers.dense(scope() + "dense", x, width, numbers);
    x = layers.normalised("", x, numbers);
    x = builder.node("Tanh", bottleneck(), List.of(x), Attributes.none());
    String hidden = feature.name() + ".decoder/";
    x = builder.relu(hidden + "relu", layers.dense(hidden + "dense", x, numbers, HIDDEN));
    for (int i = 0; i < outputs.size(); i++) {
      TensorSpec output = outputs.get(i);
      String classes = layers.dense(hidden + "classes" + i, x, HIDDEN, output.shape().size());
      builder.output(builder.softmax(output.name(), classes));
    }
    return builder.build();
  }

  private String scope() {
    return feature.name() + ".encoder/";
  }

  /** Whether there are channels and then one axis or two. */
  private boolean hasSpace() {
    return feature.shape().rank() == 2 || feature.shape().rank() == 3;
  }

  private record Block(int from, int to, int stride) {}

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int channels = feature.shape().dim(0);
    int extent = feature.shape().row().dims().stream().mapToInt(dim -> dim).max().orElse(1);
    for (int refined = 0; refined < REFINED; ) {
      int next = Math.min(widest, 2 * channels);
      int stride = extent > SMALL ? 2 : 1;
      blocks.add(new Block(channels, next, stride));
      channels = next;
      extent = (extent + stride - 1) / stride;
      refined += 2 - stride;
    }
    return blocks;
  }

  /** Each channel by itself, then each place by itself. */
  private String block(Layers layers, int number, String x, Block block) {
    int axes = feature.shape().rank() - 1;
    Attributes moving = Attributes.none().withIntegers("pads", repeated(KERNEL / 2, 2 * axes));
    moving = moving.withIntegers("strides", repeated(block.stride, axes));
    moving = moving.withInteger("group", block.from);
    Shape depthwise = weights(block.from, 1, KERNEL, axes);
    Shape pointwise = weights(block.to, block.from, 1, axes);
    String y = layers.rectified(number + "_1", x, depthwise, moving);
    return layers.rectified(number + "_2", y, pointwise, Attributes.none());
  }

  private static long[] repeated(long value, int times) {
    long[] values = new long[times];
    Arrays.fill(values, value);
    return values;
  }

  private static Shape weights(int to, int from, int kernel, int axes) {
    int[] dims = new int[2 + axes];
    Arrays.fill(dims, kernel);
    dims[0] = to;
    dims[1] = from;
    return Shape.of(dims);
  }
}
