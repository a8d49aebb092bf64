package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.learn.operator.OperatorCases.VECTOR;
import static dev.winnow.learn.operator.OperatorCases.node;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Products, and operators that take arrays apart or give them another shape. */
final class ShapingCases {
  private ShapingCases() {}

  static Stream<Case> all() {
    return Stream.of(products(), shapes(), parts(), pads()).flatMap(cases -> cases);
  }

  private static Stream<Case> products() {
    return Stream.of(
        node("MatMul", "MatMul", Shape.of(3, 5), none(), weight(5, 2)),
        OperatorCases.of("Gemm", VECTOR, (b, x) -> b.gemm("y", x, weight(3, 5), weight(3))),
        node("Gemm without bias", "Gemm", VECTOR, none(), weight(5, 3)),
        node(
            "Gemm with factors",
            "Gemm",
            VECTOR,
            none().withNumber("alpha", .5f).withNumber("beta", 2),
            weight(5, 3),
            weight(1, 3)));
  }

  private static Stream<Case> shapes() {
    return Stream.of(
        node("Identity", "Identity", IMAGE, none()),
        node("Flatten", "Flatten", IMAGE, none()),
        node("Flatten from behind", "Flatten", IMAGE, none().withInteger("axis", -3)),
        integers("Reshape", "Reshape", IMAGE, none(), new long[] {0, 2, -1, 7}),
        node("Transpose", "Transpose", IMAGE, none().withIntegers("perm", 0, 2, 3, 1)),
        integers("Squeeze", "Squeeze", Shape.of(1, 5, 1), none(), new long[] {-1, 1}),
        integers("Unsqueeze", "Unsqueeze", SERIES, none(), new long[] {-1, 1}),
        OperatorCases.of("Unsqueeze of constant", IMAGE, ShapingCases::scaled),
        node("ReduceMax over axes", "ReduceMax", IMAGE, none().withIntegers("axes", 1, -1)),
        node(
            "ReduceMax without axes left",
            "ReduceMax",
            IMAGE,
            none().withIntegers("axes", 1).withInteger("keepdims", 0)),
        integers("ReduceMean", "ReduceMean", IMAGE, none()),
        node("ReduceMean over axes", "ReduceMean", IMAGE, none().withIntegers("axes", 1, -1)),
        node(
            "ReduceMean without axes left",
            "ReduceMean",
            IMAGE,
            none().withIntegers("axes", 2, 3).withInteger("keepdims", 0)));
  }

  private static Stream<Case> parts() {
    return Stream.of(
        OperatorCases.of("Concat", IMAGE, (b, x) -> concat(b, 1, b.relu("r", x), x)),
        OperatorCases.of(
            "Concat from behind", IMAGE, (b, x) -> concat(b, -2, x, b.relu("r", x), x)),
        OperatorCases.of("Split", IMAGE, (b, x) -> split(b, List.of(x), 1)),
        OperatorCases.of(
            "Split unevenly", IMAGE, (b, x) -> split(b, List.of(x, b.integers("sizes", 1, 5)), -2)),
        integers("Slice", "Slice", IMAGE, none(), new long[] {0, 1}, new long[] {3, -2}),
        integers(
            "Slice of axes",
            "Slice",
            IMAGE,
            none(),
            new long[] {1, -9},
            new long[] {99, 3},
            new long[] {-1, 1}),
        integers(
            "Slice in steps",
            "Slice",
            IMAGE,
            none(),
            new long[] {5, 1},
            new long[] {0, 7},
            new long[] {2, 3},
            new long[] {-2, 3}),
        integers(
            "Slice turned round",
            "Slice",
            IMAGE,
            none(),
            new long[] {-1},
            new long[] {Long.MIN_VALUE},
            new long[] {2},
            new long[] {-1}));
  }

  private static Stream<Case> pads() {
    long[] pads = {0, 0, 1, 2, 0, 0, 3, 1};
    return Stream.of(
        integers("Pad", "Pad", IMAGE, none(), pads),
        integers("Pad less", "Pad", IMAGE, none(), new long[] {0, 1, -1, 2, 0, -1, 0, -3}),
        OperatorCases.of(
            "Pad with number",
            IMAGE,
            (b, x) -> {
              String number = b.constant("number", Tensor.of(Shape.of(), 3));
              return b.node("Pad", "y", List.of(x, b.integers("pads", pads), number), none());
            }),
        integers("Pad with edge", "Pad", IMAGE, none().withText("mode", "edge"), pads),
        integers("Pad with mirror", "Pad", IMAGE, none().withText("mode", "reflect"), pads));
  }

  private static Case integers(
      String name, String op, Shape sample, Attributes attributes, long[]... constants) {
    return OperatorCases.of(
        name,
        sample,
        (b, x) -> {
          String[] inputs = new String[constants.length + 1];
          inputs[0] = x;
          for (int i = 0; i < constants.length; i++) {
            inputs[i + 1] = b.integers("i" + i, constants[i]);
          }
          return b.node(op, "y", List.of(inputs), attributes);
        });
  }

  private static String concat(NetworkBuilder b, int axis, String... parts) {
    return b.node("Concat", "y", List.of(parts), none().withInteger("axis", axis));
  }

  private static String split(NetworkBuilder b, List<String> inputs, int axis) {
    b.node("Split", "split", inputs, List.of("left", "right"), none().withInteger("axis", axis));
    return concat(b, axis, "right", "left");
  }

  private static String scaled(NetworkBuilder b, String x) {
    List<String> inputs = List.of(b.constant("c", weight(4)), b.integers("axes", 1, 2));
    String scale = b.node("Unsqueeze", "scale", inputs, none());
    return b.node("Mul", "y", List.of(x, scale), none());
  }
}
