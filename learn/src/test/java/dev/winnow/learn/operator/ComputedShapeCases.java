package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Parts chosen by number, and shapes that depend on how many samples there are. */
final class ComputedShapeCases {
  private ComputedShapeCases() {}

  static Stream<Case> all() {
    return Stream.of(
        OperatorCases.of(
            "Gather", IMAGE, (b, x) -> gather(b, "y", x, 2, b.integers("i", 5, 0, -1, 0))),
        OperatorCases.of(
            "Gather from behind", IMAGE, (b, x) -> gather(b, "y", x, -1, b.integers("i", 3))),
        OperatorCases.of("Reshape as computed", IMAGE, ComputedShapeCases::reshaped),
        OperatorCases.of("Reshape by a quotient", IMAGE, ComputedShapeCases::halved),
        OperatorCases.of("Expand", IMAGE, ComputedShapeCases::expanded),
        OperatorCases.of("ConstantOfShape", IMAGE, ComputedShapeCases::filled),
        OperatorCases.of("Cast to and fro", IMAGE, ComputedShapeCases::cast));
  }

  /** As PyTorch exports {@code x.view(x.size(0), -1)}. */
  private static String reshaped(NetworkBuilder b, String x) {
    String rest = b.integers("rest", -1);
    String shape = node(b, "Concat", "whole", samples(b, x), rest);
    return node(b, "Reshape", "y", x, shape);
  }

  private static String halved(NetworkBuilder b, String x) {
    String half = node(b, "Div", "half", extent(b, x, 2), b.integers("two", 2));
    String shape =
        node(b, "Concat", "whole", samples(b, x), b.integers("c", -1), half, b.integers("w", 14));
    return node(b, "Reshape", "y", x, shape);
  }

  private static String expanded(NetworkBuilder b, String x) {
    String scale = b.constant("scale", weight(1, 4, 1, 1));
    String shape = b.node("Shape", "shape", List.of(x), none());
    return node(b, "Mul", "y", x, node(b, "Expand", "scales", scale, shape));
  }

  private static String filled(NetworkBuilder b, String x) {
    String zeros =
        node(b, "ConstantOfShape", "zeros", b.node("Shape", "shape", List.of(x), none()));
    return node(b, "Add", "y", x, zeros);
  }

  private static String cast(NetworkBuilder b, String x) {
    String floats = b.node("Cast", "floats", List.of(extent(b, x, 1)), none().withInteger("to", 1));
    String same = b.node("Cast", "same", List.of(x), none().withInteger("to", 1));
    return node(b, "Mul", "y", same, floats);
  }

  private static String samples(NetworkBuilder b, String x) {
    return extent(b, x, 0);
  }

  private static String extent(NetworkBuilder b, String x, int axis) {
    String shape = b.node("Shape", "shape" + axis, List.of(x), none());
    return gather(b, "extent" + axis, shape, 0, b.integers("axis" + axis, axis));
  }

  private static String gather(NetworkBuilder b, String name, String x, int axis, String i) {
    return b.node("Gather", name, List.of(x, i), none().withInteger("axis", axis));
  }

  private static String node(NetworkBuilder b, String op, String name, String... inputs) {
    return b.node(
        op, name, List.of(inputs), op.equals("Concat") ? none().withInteger("axis", 0) : none());
  }
}
