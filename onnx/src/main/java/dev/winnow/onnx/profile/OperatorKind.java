package dev.winnow.onnx.profile;

import dev.winnow.onnx.Network;
import dev.winnow.onnx.Node;
import java.util.Locale;

/** Operators that a processor computes alike fast, per multiply-accumulate or per float moved. */
public enum OperatorKind {
  /** Convolutions over several channels at once, pointwise ones among them. */
  CONVOLUTION,
  /** Convolutions of each channel for itself, which reuse little of what they read. */
  DEPTHWISE,
  /** Dense layers, products of matrices, recurrent layers. */
  MATRIX,
  /** What only moves, compares or scales values. */
  OTHER;

  /** The kind of a node. */
  static OperatorKind of(Network network, Node node) {
    return switch (node.op()) {
      case "Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "com.microsoft.FusedConv" ->
          isDepthwise(network, node) ? DEPTHWISE : CONVOLUTION;
      case "Gemm",
          "MatMul",
          "MatMulInteger",
          "QLinearMatMul",
          "Einsum",
          "LSTM",
          "GRU",
          "RNN",
          "com.microsoft.FusedGemm",
          "com.microsoft.FusedMatMul",
          "com.microsoft.MatMulNBits",
          "com.microsoft.QGemm" ->
          MATRIX;
      default -> OTHER;
    };
  }

  private static boolean isDepthwise(Network network, Node node) {
    int weight = node.op().equals("QLinearConv") ? 3 : 1;
    return node.attributes().integer("group", 1) > 1
        && network.shape(node.input(weight)).dim(1) == 1;
  }

  /** As it stands in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
