package dev.winnow.onnx;

/**
 * What a network, or a part of one, holds and computes. The convention, for every operator:
 *
 * <ul>
 *   <li>Parameters are the elements of the floating-point constants that anything computed from the
 *       input takes, directly or through nodes that compute on constants alone: initializers and
 *       results of {@code Constant} and {@code ConstantOfShape}; and the elements of integers that
 *       {@code DequantizeLinear} makes floats of, whose scales do not count. Statistics of a batch
 *       normalisation and bounds of a clip are among them. One that several nodes take counts once;
 *       one that both sides of a cut take counts on either side.
 *   <li>A multiply-accumulate is one product added to a sum, for one sample. With biases left out:
 *       {@code Conv}, {@code ConvInteger}, {@code QLinearConv}: output elements × input channels
 *       per group × kernel, padding included. {@code ConvTranspose}: input elements × output
 *       channels per group × kernel. {@code Gemm}, {@code MatMul}, {@code MatMulInteger}, {@code
 *       QLinearMatMul}: output elements × inner extent. {@code LSTM}, {@code GRU}, {@code RNN}:
 *       steps × elements of input and recurrence weights. {@code Einsum}: the extents of all labels
 *       multiplied, times operands − 1. Every other operator counts 0 (pooling, activations,
 *       normalisations, element-wise arithmetic, moving data), and so do nodes that compute on
 *       constants alone.
 * </ul>
 *
 * @param parameters elements
 * @param macs multiply-accumulates for one sample
 */
public record Cost(long parameters, long macs) {
  /** These multiply-accumulates over those of the whole network, from 0 to 1; 0 if it has none. */
  public double share(Cost whole) {
    return whole.macs == 0 ? 0 : (double) macs / whole.macs;
  }
}
