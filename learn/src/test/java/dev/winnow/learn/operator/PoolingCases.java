package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.learn.operator.OperatorCases.node;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import java.util.List;
import java.util.stream.Stream;

/** The largest or the mean of a window, or of all of space. */
final class PoolingCases {
  private PoolingCases() {}

  static Stream<Case> all() {
    return Stream.concat(windows(), others());
  }

  private static Stream<Case> windows() {
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
                    pool(op, "same upper", OperatorCases.same("SAME_UPPER")),
                    pool(op, "same lower", OperatorCases.same("SAME_LOWER")),
                    pool(
                        op,
                        "ceil",
                        none().withIntegers("strides", 2, 2).withInteger("ceil_mode", 1))));
  }

  private static Stream<Case> others() {
    return Stream.of(
        pool(
            "AveragePool",
            "counted pads",
            none().withIntegers("pads", 0, 1, 1, 0).withInteger("count_include_pad", 1)),
        node("GlobalAveragePool", "GlobalAveragePool", IMAGE, none()),
        node("GlobalMaxPool", "GlobalMaxPool", IMAGE, none()),
        node("GlobalMaxPool of series", "GlobalMaxPool", SERIES, none()),
        dilated("plain", none()),
        dilated("strides", none().withIntegers("strides", 2, 1)),
        dilated("pads", none().withIntegers("pads", 1, 0, 1, 1)),
        dilated("ceil", none().withIntegers("strides", 3, 2).withInteger("ceil_mode", 1)));
  }

  private static Case dilated(String name, Attributes attributes) {
    return node(
        "MaxPool dilated with " + name,
        "MaxPool",
        IMAGE,
        attributes.withIntegers("kernel_shape", 2, 3).withIntegers("dilations", 3, 2));
  }

  private static Case pool(String op, String name, Attributes attributes) {
    return OperatorCases.of(
        op + " with " + name,
        IMAGE,
        (b, x) -> b.node(op, "y", List.of(x), attributes.withIntegers("kernel_shape", 3, 2)));
  }
}
