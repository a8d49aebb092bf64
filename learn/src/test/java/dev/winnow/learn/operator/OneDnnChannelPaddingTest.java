package dev.winnow.learn.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions in 32 bits, which PyTorch hands to oneDNN, against those in 64 bits, which it
 * computes itself: forwards, and the gradients of input, weight and bias.
 */
class OneDnnChannelPaddingTest {
  /** Sums of up to 10,000 products of numbers around 1 in 32 bits are off by about 1e-5 of 100. */
  private static final double TOLERANCE = 1e-4;

  /**
   * A convolution.
   *
   * @param op Conv or ConvTranspose
   * @param outputs of one group
   */
  record Layer(
      String op,
      int batch,
      int channels,
      int outputs,
      int groups,
      int rank,
      int stride,
      int extent) {
    Network network() {
      int[] sample = IntStream.concat(IntStream.of(channels), space(extent)).toArray();
      int[] kernel =
          op.equals("Conv")
              ? kernel(outputs * groups, channels / groups)
              : kernel(channels, outputs);
      NetworkBuilder b = NetworkBuilder.named(toString());
      String x = b.input("x", Shape.of(sample));
      Attributes attributes =
          Attributes.none()
              .withInteger("group", groups)
              .withIntegers("strides", space(stride).asLongStream().toArray());
      List<String> inputs =
          List.of(
              x,
              b.constant("weight", OperatorCases.weight(kernel)),
              b.constant("bias", OperatorCases.weight(outputs * groups)));
      return b.output(b.node(op, "y", inputs, attributes)).build();
    }

    private int[] kernel(int first, int second) {
      return IntStream.concat(IntStream.of(first, second), space(3)).toArray();
    }

    private IntStream space(int every) {
      return IntStream.generate(() -> every).limit(rank);
    }
  }

  static Stream<Layer> layers() {
    Random random = new Random(5);
    int[] counts = {1, 3, 8, 12, 16, 17, 20, 24, 33, 40, 48};
    int[] extents = {5, 11, 28};
    return IntStream.range(0, 100)
        .mapToObj(
            i -> {
              int kind = random.nextInt(4);
              int count = counts[random.nextInt(counts.length)];
              int groups = kind == 0 ? count : kind == 1 ? 2 + random.nextInt(4) : 1;
              int channels = kind == 0 ? count : count * groups;
              int outputs =
                  kind == 0 ? 1 + random.nextInt(2) : counts[random.nextInt(counts.length)];
              return new Layer(
                  random.nextInt(4) == 0 ? "ConvTranspose" : "Conv",
                  1 + random.nextInt(17),
                  channels,
                  outputs,
                  groups,
                  1 + random.nextInt(2),
                  1 + random.nextInt(2),
                  extents[random.nextInt(extents.length)]);
            });
  }

  @BeforeAll
  static void useOneThread() {
    Torch.useThreads(1);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void run_32bits_equals64bits(Layer layer) {
    Network network = layer.network();
    Map<String, double[]> exact = values(network, layer, DataType.FLOAT64);
    values(network, layer, DataType.FLOAT32)
        .forEach((name, found) -> assertClose(exact.getOrDefault(name, found), found, name));
  }

  private static void assertClose(double[] exact, double[] found, String name) {
    double largest = 0;
    for (double value : exact) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < exact.length; i++) {
      assertEquals(exact[i], found[i], TOLERANCE * Math.max(1, largest), name);
    }
  }

  /** The result, and the gradients of its sum weighed at random. */
  private static Map<String, double[]> values(Network network, Layer layer, DataType type) {
    Random random = new Random(9);
    Node node = network.nodes().get(0);
    Operator operator = Operators.find(layer.op).orElseThrow();
    Operator.Layer bound = operator.binding().apply(new NodeContext(network, node));
    try (NativeScope scope = NativeScope.recorded()) {
      Map<String, NDArray> arrays = new HashMap<>();
      Shape sample = network.inputs().get(0).shape();
      arrays.put("x", array(scope, OperatorCases.random(random, sample.batch(layer.batch)), type));
      for (String name : List.of("weight", "bias")) {
        arrays.put(name, array(scope, network.constant(name).orElseThrow(), type));
      }
      Map<String, NDArray> moved = new HashMap<>(arrays);
      moved.values().forEach(array -> array.setRequiresGradient(true));
      NDArray y = bound.apply(new NodeInvocation(node, arrays, Mode.TRAINING)).head();
      double[] weighing = random.doubles(y.size(), -1, 1).toArray();
      NDArray weights =
          Torch.array(scope.manager(), weighing, y.getShape().getShape()).toType(type, false);
      scope.differentiate(y.mul(weights).sum());
      Map<String, double[]> values = new HashMap<>();
      values.put("y", doubles(y));
      moved.forEach((name, array) -> values.put(name, doubles(array.getGradient())));
      return values;
    }
  }

  private static NDArray array(NativeScope scope, Tensor value, DataType type) {
    return scope.view(value).toType(type, true);
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
