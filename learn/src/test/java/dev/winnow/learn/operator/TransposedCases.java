package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.learn.operator.OperatorCases.node;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import java.util.stream.Stream;

/** Transposed convolutions. */
final class TransposedCases {
  private TransposedCases() {}

  static Stream<Case> all() {
    Attributes doubled = none().withIntegers("strides", 2, 2);
    return Stream.of(
        transposed("plain", none()),
        transposed("strides", doubled),
        transposed("strides and pads", doubled.withIntegers("pads", 1, 0, 0, 1)),
        transposed("pads wider than the kernel", doubled.withIntegers("pads", 3, 4, 3, 3)),
        transposed(
            "output padding",
            doubled.withIntegers("output_padding", 1, 0).withIntegers("pads", 1, 1, 1, 1)),
        transposed("dilations", none().withIntegers("dilations", 2, 3)),
        transposed(
            "dilations and strides",
            none().withIntegers("dilations", 2, 1).withIntegers("strides", 1, 3)),
        transposed("same upper", OperatorCases.same("SAME_UPPER")),
        transposed("same lower", OperatorCases.same("SAME_LOWER")),
        transposed("output shape", doubled.withIntegers("output_shape", 12, 14)),
        node(
            "ConvTranspose in groups",
            "ConvTranspose",
            IMAGE,
            doubled.withInteger("group", 2),
            weight(4, 3, 3, 2),
            weight(6)),
        node(
            "ConvTranspose of part of a block of channels",
            "ConvTranspose",
            Shape.of(20, 4, 4),
            doubled,
            weight(20, 20, 3, 3)),
        node(
            "ConvTranspose of series",
            "ConvTranspose",
            SERIES,
            none(),
            weight(4, 3, 3),
            weight(3)));
  }

  private static Case transposed(String name, Attributes attributes) {
    return node(
        "ConvTranspose with " + name,
        "ConvTranspose",
        IMAGE,
        attributes,
        weight(4, 3, 3, 2),
        weight(3));
  }
}
