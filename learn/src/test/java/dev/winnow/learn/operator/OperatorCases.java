package dev.winnow.learn.operator;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Node;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Small networks of one operator under test, at least one for every operator in the table. */
public final class OperatorCases {
  static final Shape IMAGE = Shape.of(4, 6, 7);
  static final Shape SERIES = Shape.of(4, 9);
  static final Shape VECTOR = Shape.of(5);

  private static final Random RANDOM = new Random(7);

  /** A network with an operator under test, whose input is x and whose output is y. */
  record Case(String name, Network network) {
    Stream<String> ops() {
      return network.nodes().stream().map(Node::op);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private OperatorCases() {}

  static Stream<Case> all() {
    return Stream.of(
            ConvolutionCases.all(),
            PoolingCases.all(),
            ElementCases.all(),
            NormalisationCases.all(),
            ShapingCases.all(),
            ComputedShapeCases.all(),
            TransposedCases.all(),
            ResizingCases.all(),
            RecurrentCases.all())
        .flatMap(cases -> cases);
  }

  /** Values around 0, none of them near another, so that no maximum is a tie. */
  public static Tensor random(Random random, Shape shape) {
    Tensor tensor = Tensor.allocate(shape);
    var buffer = tensor.buffer();
    while (buffer.hasRemaining()) {
      buffer.put((float) random.nextGaussian());
    }
    return tensor;
  }

  /** A case of one input. */
  static Case of(String name, Shape sample, BiFunction<NetworkBuilder, String, String> layer) {
    NetworkBuilder builder = NetworkBuilder.named(name);
    String output = layer.apply(builder, builder.input("x", sample));
    return new Case(name, builder.output(output).build());
  }

  /** A case of one node that takes the input and maybe constants. */
  static Case node(
      String name, String op, Shape sample, Attributes attributes, Tensor... constants) {
    return of(
        name,
        sample,
        (b, x) -> {
          String[] inputs = new String[constants.length + 1];
          inputs[0] = x;
          for (int i = 0; i < constants.length; i++) {
            inputs[i + 1] = b.constant("c" + i, constants[i]);
          }
          return b.node(op, "y", List.of(inputs), attributes);
        });
  }

  /** A random constant. */
  public static Tensor weight(int... dims) {
    return random(RANDOM, Shape.of(dims));
  }

  /** A random constant above a half. */
  static Tensor positive(int... dims) {
    Tensor tensor = weight(dims);
    for (int i = 0; i < tensor.shape().size(); i++) {
      tensor.buffer().put(i, .5f + Math.abs(tensor.buffer().get(i)));
    }
    return tensor;
  }

  /** Strides of 2, padded as a network asks. */
  static Attributes same(String how) {
    return Attributes.none().withText("auto_pad", how).withIntegers("strides", 2, 2);
  }
}
