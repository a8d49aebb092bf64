package dev.winnow.learn.operator;

import static java.util.Map.entry;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ONNX operators that can be trained, one entry each. A new operator is a new entry. */
public final class Operators {
  private static final Map<String, Operator> TABLE =
      Map.ofEntries(
          entry("Add", Operator.binary(NDArray::add).scales(0, 1)),
          entry("AveragePool", Operator.of(Pooling::average)),
          entry(
              "BatchNormalization",
              Operator.several(3, BatchNormalization::bind).learns(1, 2).tracks(3, 4)),
          entry("Cast", Operator.of(Numbers::cast)),
          entry("Clip", Operator.of(Activations::clip)),
          entry("Concat", Operator.of(Concat::concat)),
          entry("Constant", Operator.refused("is a constant of neither floats nor whole numbers")),
          entry("ConstantOfShape", Operator.of(Expand::ofShape)),
          entry("Conv", Operator.of(Convolution::bind).learns(1, 2)),
          entry("ConvTranspose", Operator.of(TransposedConvolution::bind).learns(1, 2)),
          entry("Div", Operator.binary(Numbers::div).scales(0, 1)),
          entry("Dropout", Operator.of(Dropout::bind)),
          entry("Elu", Operator.of(Activations::elu)),
          entry("Exp", Operator.unary(NDArray::exp)),
          entry("Expand", Operator.of(Expand::expand).scales(0)),
          entry("Flatten", Operator.of(Shaping::flatten).scales(0)),
          entry("GRU", Operator.several(2, Gru::bind).learns(1, 2, 3)),
          entry("Gather", Operator.of(Gather::bind).learns(0)),
          entry("Gemm", Operator.of(Dense::gemm).learns(0, 1, 2)),
          entry("GlobalAveragePool", Operator.unary(Pooling::globalAverage)),
          entry("GlobalMaxPool", Operator.unary(Pooling::globalMax)),
          entry("HardSigmoid", Operator.of(Activations::hardSigmoid)),
          entry("HardSwish", Operator.unary(Activations::hardSwish)),
          entry("Identity", Operator.unary(Shaping::same).scales(0)),
          entry("InstanceNormalization", Operator.of(InstanceNormalization::bind).learns(1, 2)),
          entry("LRN", Operator.of(LocalResponse::bind)),
          entry("LSTM", Operator.several(3, Lstm::bind).learns(1, 2, 3, 7)),
          entry("LayerNormalization", Operator.several(3, LayerNormalization::bind).learns(1, 2)),
          entry("LeakyRelu", Operator.of(Activations::leakyRelu)),
          entry("Log", Operator.unary(NDArray::log)),
          entry("LogSoftmax", Operator.of(context -> Softmax.bind(context, NDArray::logSoftmax))),
          entry("MatMul", Operator.binary(NDArray::matMul).learns(0, 1)),
          entry("MaxPool", Operator.of(Pooling::max)),
          entry("Mul", Operator.binary(NDArray::mul).scales(0, 1)),
          entry("PRelu", Operator.binary(Activations::parametricRelu).learns(1)),
          entry("Pad", Operator.of(Padding::bind)),
          entry("Pow", Operator.binary(NDArray::pow)),
          entry("ReduceMax", Operator.of(Reduction::max)),
          entry("ReduceMean", Operator.of(Reduction::mean)),
          entry("Relu", Operator.unary(x -> x.getNDArrayInternal().relu())),
          entry("Reshape", Operator.of(Shaping::reshape).scales(0)),
          entry("Resize", Operator.of(Resizing::bind)),
          entry("Selu", Operator.of(Activations::selu)),
          entry("Shape", Operator.of(Numbers::shape)),
          entry("Sigmoid", Operator.unary(x -> x.getNDArrayInternal().sigmoid())),
          entry("Sign", Operator.unary(NDArray::sign)),
          entry("Slice", Operator.of(Slicing::bind)),
          entry("Softmax", Operator.of(context -> Softmax.bind(context, NDArray::softmax))),
          entry("Split", Operator.several(Integer.MAX_VALUE, Concat::split)),
          entry("Sqrt", Operator.unary(NDArray::sqrt)),
          entry("Squeeze", Operator.of(Shaping::squeeze).scales(0)),
          entry("Sub", Operator.binary(NDArray::sub).scales(0, 1)),
          entry("Sum", Operator.of(Concat::sum).scales(0, 1)),
          entry("Tanh", Operator.unary(NDArray::tanh)),
          entry("Transpose", Operator.of(Shaping::transpose).scales(0)),
          entry("Unsqueeze", Operator.of(Shaping::unsqueeze).scales(0)));

  private Operators() {}

  /** How an operator is computed; empty if it cannot be. */
  public static Optional<Operator> find(String op) {
    return Optional.ofNullable(TABLE.get(op));
  }

  /** The names of all operators, in alphabetical order. */
  public static SortedSet<String> names() {
    return new TreeSet<>(TABLE.keySet());
  }
}
