package dev.winnow.learn;

import static java.util.Map.entry;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ONNX operators that can be trained, one entry each. A new operator is a new entry. */
final class Operators {
  private static final Map<String, Operator> TABLE =
      Map.ofEntries(
          entry("Add", Operator.binary(NDArray::add).learns(0, 1)),
          entry("AveragePool", Operator.of(Pooling::average)),
          entry(
              "BatchNormalization",
              Operator.of(BatchNormalization::bind).learns(1, 2).tracks(3, 4)),
          entry("Conv", Operator.of(Convolution::bind).learns(1, 2)),
          entry("Dropout", Operator.of(Dropout::bind)),
          entry("Flatten", Operator.of(Shaping::flatten)),
          entry("Gemm", Operator.of(Dense::gemm).learns(0, 1, 2)),
          entry("GlobalAveragePool", Operator.unary(Pooling::globalAverage)),
          entry("Identity", Operator.unary(Shaping::same)),
          entry("MatMul", Operator.binary(NDArray::matMul).learns(0, 1)),
          entry("MaxPool", Operator.of(Pooling::max)),
          entry("Relu", Operator.unary(x -> x.getNDArrayInternal().relu())),
          entry("Reshape", Operator.of(Shaping::reshape)),
          entry("Softmax", Operator.of(Softmax::bind)));

  private Operators() {}

  /** How an operator is computed; empty if it cannot be. */
  static Optional<Operator> find(String op) {
    return Optional.ofNullable(TABLE.get(op));
  }

  /** The names of all operators, in alphabetical order. */
  static SortedSet<String> names() {
    return new TreeSet<>(TABLE.keySet());
  }
}
