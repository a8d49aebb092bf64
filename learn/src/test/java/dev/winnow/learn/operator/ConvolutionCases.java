package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.Attributes;
import java.util.stream.Stream;

/** Convolutions. */
final class ConvolutionCases {
  private ConvolutionCases() {}

  static Stream<Case> all() {
    return Stream.of(
        conv("plain", 3, 3, none()),
        conv(
            "strides and pads",
            3,
            3,
            none().withIntegers("strides", 2, 2).withIntegers("pads", 1, 1, 1, 1)),
        conv("asymmetric pads", 3, 2, none().withIntegers("pads", 0, 1, 2, 0)),
        conv("same upper", 3, 2, OperatorCases.same("SAME_UPPER")),
        conv("same lower", 3, 2, OperatorCases.same("SAME_LOWER")),
        conv("valid", 3, 3, none().withText("auto_pad", "VALID")),
        conv("dilations", 2, 2, none().withIntegers("dilations", 2, 3)),
        OperatorCases.of(
            "conv in groups",
            IMAGE,
            (b, x) ->
                b.conv("y", x, weight(6, 2, 3, 3), weight(6), none().withInteger("group", 2))),
        OperatorCases.of(
            "conv depthwise without bias",
            IMAGE,
            (b, x) ->
                b.conv(
                    "y",
                    x,
                    weight(4, 1, 3, 3),
                    OperatorCases.same("SAME_UPPER").withInteger("group", 4))),
        OperatorCases.of(
            "conv of part of a block of channels",
            Shape.of(20, 6, 6),
            (b, x) ->
                b.conv("y", x, weight(20, 20, 3, 3), weight(20), OperatorCases.same("SAME_UPPER"))),
        OperatorCases.of(
            "conv depthwise of part of a block of channels",
            Shape.of(20, 6, 6),
            (b, x) ->
                b.conv(
                    "y",
                    x,
                    weight(20, 1, 3, 3),
                    OperatorCases.same("SAME_UPPER").withInteger("group", 20))),
        OperatorCases.of(
            "conv in groups of part of a block of channels",
            Shape.of(40, 6, 6),
            (b, x) ->
                b.conv(
                    "y",
                    x,
                    weight(24, 20, 3, 3),
                    weight(24),
                    OperatorCases.same("SAME_UPPER").withInteger("group", 2))),
        OperatorCases.of(
            "conv of series",
            SERIES,
            (b, x) ->
                b.conv("y", x, weight(3, 4, 3), weight(3), none().withIntegers("pads", 2, 1))));
  }

  private static Case conv(String name, int height, int width, Attributes attributes) {
    return OperatorCases.of(
        "conv with " + name,
        IMAGE,
        (b, x) -> b.conv("y", x, weight(3, 4, height, width), weight(3), attributes));
  }
}
