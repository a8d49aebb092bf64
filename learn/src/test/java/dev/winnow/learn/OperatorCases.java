package dev.winnow.learn;

import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Small networks of one operator under test, at least one for every operator in the table. */
final class OperatorCases {
  private static final Shape PICTURE = Shape.of(4, 6, 7);
  private static final Shape VECTOR = Shape.of(5);

  /** A network whose node under test is the last. */
  record Case(String name, Network network) {
    String op() {
      return network.nodes().get(network.nodes().size() - 1).op();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final Random random = new Random(7);

  private OperatorCases() {}

  static Stream<Case> all() {
    OperatorCases cases = new OperatorCases();
    return Stream.of(cases.convolutions(), cases.pools(), cases.others()).flatMap(s -> s);
  }

  /** Values around 0, none of them near another, so that no maximum is a tie. */
  static Tensor random(Random random, Shape shape) {
    Tensor tensor = Tensor.allocate(shape);
    var buffer = tensor.buffer();
    while (buffer.hasRemaining()) {
      buffer.put((float) random.nextGaussian());
    }
    return tensor;
  }

  private Stream<Case> convolutions() {
    return Stream.of(
        conv("plain", 3, 3, none()),
        conv(
            "strides and pads",
            3,
            3,
            none().withIntegers("strides", 2, 2).withIntegers("pads", 1, 1, 1, 1)),
        conv("asymmetric pads", 3, 2, none().withIntegers("pads", 0, 1, 2, 0)),
        conv("same upper", 3, 2, same("SAME_UPPER")),
        conv("same lower", 3, 2, same("SAME_LOWER")),
        conv("valid", 3, 3, none().withText("auto_pad", "VALID")),
        conv("dilations", 2, 2, none().withIntegers("dilations", 2, 3)),
        one(
            "conv in groups",
            PICTURE,
            (b, x) ->
                b.conv("y", x, weight(6, 2, 3, 3), weight(6), none().withInteger("group", 2))),
        one(
            "conv depthwise without bias",
            PICTURE,
            (b, x) ->
                b.conv("y", x, weight(4, 1, 3, 3), same("SAME_UPPER").withInteger("group", 4))),
        one(
            "conv of part of a block of channels",
            Shape.of(20, 6, 6),
            (b, x) -> b.conv("y", x, weight(20, 20, 3, 3), weight(20), same("SAME_UPPER"))),
        one(
            "conv depthwise of part of a block of channels",
            Shape.of(20, 6, 6),
            (b, x) ->
                b.conv("y", x, weight(20, 1, 3, 3), same("SAME_UPPER").withInteger("group", 20))),
        one(
            "conv in groups of part of a block of channels",
            Shape.of(40, 6, 6),
            (b, x) ->
                b.conv(
                    "y",
                    x,
                    weight(24, 20, 3, 3),
                    weight(24),
                    same("SAME_UPPER").withInteger("group", 2))),
        one(
            "conv of series",
            Shape.of(4, 9),
            (b, x) ->
                b.conv("y", x, weight(3, 4, 3), weight(3), none().withIntegers("pads", 2, 1))));
  }

  private Stream<Case> pools() {
    return Stream.of("MaxPool", "AveragePool")
        .flatMap(
            op ->
                Stream.of(
                    pool(op, "plain", none()),
                    pool(
                        op,
                        "strides and pads",
                        none().withIntegers("strides", 2, 1).withIntegers("pads", 1, 0, 1, 0)),
                    pool(op, "asymmetric pads", none().withIntegers("pads", 0, 1, 1, 0)),
                    pool(op, "wide pads", none().withIntegers("pads", 2, 1, 2, 1)),
                    pool(op, "same upper", same("SAME_UPPER")),
                    pool(op, "same lower", same("SAME_LOWER")),
                    pool(
                        op,
                        "ceil",
                        none().withIntegers("strides", 2, 2).withInteger("ceil_mode", 1))));
  }

  private Stream<Case> others() {
    return Stream.of(
        pool(
            "AveragePool",
            "counted pads",
            none().withIntegers("pads", 0, 1, 1, 0).withInteger("count_include_pad", 1)),
        one("GlobalAveragePool", PICTURE, (b, x) -> b.globalAveragePool("y", x)),
        one(
            "BatchNormalization",
            PICTURE,
            (b, x) -> b.batchNormalization("y", x, weight(4), weight(4), weight(4), positive(4))),
        one(
            "BatchNormalization of vectors",
            VECTOR,
            (b, x) -> b.batchNormalization("y", x, weight(5), weight(5), weight(5), positive(5))),
        one("Relu", PICTURE, (b, x) -> b.relu("y", x)),
        one("Add constant", PICTURE, (b, x) -> b.add("y", x, b.constant("c", weight(4, 1, 1)))),
        one("Add branches", PICTURE, (b, x) -> b.add("y", b.relu("r", x), x)),
        one("Identity", PICTURE, (b, x) -> node(b, "Identity", x, none())),
        one("Dropout", PICTURE, (b, x) -> b.dropout("y", x, .4f)),
        one("Dropout by default", PICTURE, (b, x) -> node(b, "Dropout", x, none())),
        one("Softmax", VECTOR, (b, x) -> b.softmax("y", x)),
        one(
            "Softmax of channels",
            PICTURE,
            (b, x) -> node(b, "Softmax", x, none().withInteger("axis", 1))),
        one("Flatten", PICTURE, (b, x) -> b.flatten("y", x)),
        one(
            "Flatten from behind",
            PICTURE,
            (b, x) -> node(b, "Flatten", x, none().withInteger("axis", -3))),
        one("Reshape", PICTURE, (b, x) -> reshape(b, x, 0, 2, -1, 7)),
        one(
            "MatMul",
            Shape.of(3, 5),
            (b, x) -> b.node("MatMul", "y", List.of(x, b.constant("c", weight(5, 2))), none())),
        one("Gemm", VECTOR, (b, x) -> b.gemm("y", x, weight(3, 5), weight(3))),
        one(
            "Gemm without bias",
            VECTOR,
            (b, x) -> b.node("Gemm", "y", List.of(x, b.constant("c", weight(5, 3))), none())),
        one(
            "Gemm with factors",
            VECTOR,
            (b, x) ->
                b.node(
                    "Gemm",
                    "y",
                    List.of(x, b.constant("b", weight(5, 3)), b.constant("c", weight(1, 3))),
                    none().withNumber("alpha", .5f).withNumber("beta", 2))));
  }

  private Case conv(String name, int height, int width, Attributes attributes) {
    return one(
        "conv with " + name,
        PICTURE,
        (b, x) -> b.conv("y", x, weight(3, 4, height, width), weight(3), attributes));
  }

  private Case pool(String op, String name, Attributes attributes) {
    return one(
        op + " with " + name,
        PICTURE,
        (b, x) -> node(b, op, x, attributes.withIntegers("kernel_shape", 3, 2)));
  }

  private static Attributes same(String how) {
    return none().withText("auto_pad", how).withIntegers("strides", 2, 2);
  }

  private static String node(NetworkBuilder b, String op, String x, Attributes attributes) {
    return b.node(op, "y", List.of(x), attributes);
  }

  private static String reshape(NetworkBuilder b, String x, long... shape) {
    return b.node("Reshape", "y", List.of(x, b.integers("shape", shape)), none());
  }

  private static Case one(
      String name, Shape sample, BiFunction<NetworkBuilder, String, String> layer) {
    NetworkBuilder builder = NetworkBuilder.named(name);
    String output = layer.apply(builder, builder.input("x", sample));
    return new Case(name, builder.output(output).build());
  }

  private Tensor weight(int... dims) {
    return random(random, Shape.of(dims));
  }

  private Tensor positive(int size) {
    Tensor tensor = weight(size);
    for (int i = 0; i < size; i++) {
      tensor.buffer().put(i, .5f + Math.abs(tensor.buffer().get(i)));
    }
    return tensor;
  }
}
