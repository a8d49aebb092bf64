package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.VECTOR;
import static dev.winnow.learn.operator.OperatorCases.node;
import static dev.winnow.learn.operator.OperatorCases.positive;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Arithmetic and functions of each number alone. */
final class ElementCases {
  private ElementCases() {}

  static Stream<Case> all() {
    return Stream.concat(arithmetic(), activations());
  }

  private static Stream<Case> arithmetic() {
    return Stream.of(
        OperatorCases.of(
            "Add constant", IMAGE, (b, x) -> b.add("y", x, b.constant("c", weight(4, 1, 1)))),
        OperatorCases.of("Add branches", IMAGE, (b, x) -> b.add("y", b.relu("r", x), x)),
        OperatorCases.of(
            "Add of a Constant",
            VECTOR,
            (b, x) -> {
              Attributes value = none().withTensor("value", weight(5));
              return b.add("y", x, b.node("Constant", "c", List.of(), value));
            }),
        node("Add number", "Add", VECTOR, none(), weight(1)),
        node("Sub", "Sub", IMAGE, none(), weight(4, 1, 1)),
        OperatorCases.of(
            "Sub from constant", VECTOR, (b, x) -> two(b, "Sub", b.constant("c", weight(5)), x)),
        node("Mul", "Mul", IMAGE, none(), weight(1, 4, 1, 1)),
        OperatorCases.of("Mul branches", IMAGE, (b, x) -> two(b, "Mul", b.relu("r", x), x)),
        node("Div", "Div", IMAGE, none(), positive(4, 1, 1)),
        OperatorCases.of(
            "Sqrt of Exp", VECTOR, (b, x) -> b.node("Sqrt", "y", List.of(exp(b, x)), none())),
        OperatorCases.of(
            "Log of Exp", VECTOR, (b, x) -> b.node("Log", "y", List.of(exp(b, x)), none())),
        OperatorCases.of(
            "Pow of Exp",
            VECTOR,
            (b, x) -> two(b, "Pow", exp(b, x), b.constant("c", number(1.5f)))),
        node("Sum of one", "Sum", VECTOR, none()),
        node("Sum", "Sum", VECTOR, none(), weight(5), weight(1, 5), weight(1)));
  }

  private static Stream<Case> activations() {
    return Stream.of(
        node("Relu", "Relu", IMAGE, none()),
        node("LeakyRelu", "LeakyRelu", IMAGE, none()),
        node("LeakyRelu steep", "LeakyRelu", IMAGE, none().withNumber("alpha", .3f)),
        node("PRelu", "PRelu", IMAGE, none(), weight(4, 1, 1)),
        node("PRelu of one slope", "PRelu", IMAGE, none(), weight(1)),
        node("Elu", "Elu", IMAGE, none()),
        node("Elu high", "Elu", IMAGE, none().withNumber("alpha", 2)),
        node("Selu", "Selu", IMAGE, none()),
        node(
            "Selu with factors",
            "Selu",
            IMAGE,
            none().withNumber("alpha", 2).withNumber("gamma", 3)),
        // Its slope is 0: what is added has one, so that there is something to compare.
        OperatorCases.of(
            "Sign and more",
            IMAGE,
            (b, x) -> b.add("y", b.node("Sign", "s", List.of(x), none()), x)),
        node("Sigmoid", "Sigmoid", IMAGE, none()),
        node("Tanh", "Tanh", IMAGE, none()),
        node("HardSigmoid", "HardSigmoid", IMAGE, none()),
        node(
            "HardSigmoid steep",
            "HardSigmoid",
            IMAGE,
            none().withNumber("alpha", .6f).withNumber("beta", .4f)),
        node("HardSwish", "HardSwish", IMAGE, none()),
        node("Clip", "Clip", IMAGE, none(), number(-.5f), number(1)),
        node("Clip from below", "Clip", IMAGE, none(), number(.1f)),
        node("Clip not at all", "Clip", IMAGE, none()),
        OperatorCases.of(
            "Clip from above",
            IMAGE,
            (b, x) -> b.node("Clip", "y", List.of(x, "", b.constant("c", number(.2f))), none())));
  }

  private static String exp(NetworkBuilder b, String x) {
    return b.node("Exp", "exp", List.of(x), none());
  }

  private static String two(NetworkBuilder b, String op, String left, String right) {
    return b.node(op, "y", List.of(left, right), none());
  }

  private static Tensor number(float value) {
    return Tensor.of(Shape.of(), value);
  }
}
