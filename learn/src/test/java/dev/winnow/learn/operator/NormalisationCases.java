package dev.winnow.learn.operator;

import static dev.winnow.learn.operator.OperatorCases.IMAGE;
import static dev.winnow.learn.operator.OperatorCases.SERIES;
import static dev.winnow.learn.operator.OperatorCases.VECTOR;
import static dev.winnow.learn.operator.OperatorCases.node;
import static dev.winnow.learn.operator.OperatorCases.positive;
import static dev.winnow.learn.operator.OperatorCases.weight;
import static dev.winnow.onnx.Attributes.none;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.OperatorCases.Case;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Normalisations, softmax and dropout. */
final class NormalisationCases {
  private NormalisationCases() {}

  static Stream<Case> all() {
    return Stream.of(
        OperatorCases.of(
            "BatchNormalization",
            IMAGE,
            (b, x) -> b.batchNormalization("y", x, weight(4), weight(4), weight(4), positive(4))),
        OperatorCases.of(
            "BatchNormalization of vectors",
            VECTOR,
            (b, x) -> b.batchNormalization("y", x, weight(5), weight(5), weight(5), positive(5))),
        node("InstanceNormalization", "InstanceNormalization", IMAGE, none(), weight(4), weight(4)),
        node(
            "InstanceNormalization of series",
            "InstanceNormalization",
            SERIES,
            none().withNumber("epsilon", .1f),
            weight(4),
            weight(4)),
        node("LayerNormalization", "LayerNormalization", SERIES, none(), weight(9), weight(9)),
        node(
            "LayerNormalization without bias",
            "LayerNormalization",
            IMAGE,
            none().withInteger("axis", 2).withNumber("epsilon", .1f),
            weight(6, 7)),
        OperatorCases.of(
            "LayerNormalization with statistics", SERIES, NormalisationCases::statistics),
        node("LRN", "LRN", IMAGE, none().withInteger("size", 3).withNumber("alpha", .5f)),
        node(
            "LRN of a wide window",
            "LRN",
            IMAGE,
            none()
                .withInteger("size", 7)
                .withNumber("alpha", .9f)
                .withNumber("beta", .5f)
                .withNumber("bias", 2)),
        node("Dropout", "Dropout", IMAGE, none(), Tensor.of(Shape.of(), .4f)),
        node("Dropout by default", "Dropout", IMAGE, none()),
        node("Softmax", "Softmax", VECTOR, none()),
        node("Softmax of channels", "Softmax", IMAGE, none().withInteger("axis", 1)),
        node("LogSoftmax", "LogSoftmax", VECTOR, none()),
        node("LogSoftmax of channels", "LogSoftmax", IMAGE, none().withInteger("axis", 1)));
  }

  private static String statistics(NetworkBuilder b, String x) {
    List<String> inputs = List.of(x, b.constant("scale", weight(9)), b.constant("bias", weight(9)));
    List<String> outputs = List.of("normal", "mean", "deviation");
    b.node("LayerNormalization", "normal", inputs, outputs, none());
    return b.node("Sum", "y", outputs, none());
  }
}
