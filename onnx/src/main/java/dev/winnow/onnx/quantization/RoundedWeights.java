package dev.winnow.onnx.quantization;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;

/**
 * Weights as signed 8-bit integers, each channel by a scale of its own and symmetrically around 0.
 *
 * @param values in row-major order, from -127 to 127
 * @param scales one for each output channel, above 0
 * @param axis of the output channels
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record RoundedWeights(byte[] values, Tensor scales, int axis) {
  private static final int MOST = 127;

  static RoundedWeights of(Tensor weight, int axis) {
    Shape shape = weight.shape();
    int channels = shape.dim(axis);
    int behind = 1;
    for (int dim = axis + 1; dim < shape.rank(); dim++) {
      behind *= shape.dim(dim);
    }
    float[] most = new float[channels];
    for (int i = 0; i < shape.size(); i++) {
      int channel = i / behind % channels;
      most[channel] = Math.max(most[channel], Math.abs(weight.buffer().get(i)));
    }
    Tensor scales = Tensor.allocate(Shape.of(channels));
    for (int channel = 0; channel < channels; channel++) {
      scales.buffer().put(channel, most[channel] > 0 ? most[channel] / MOST : 1);
    }
    byte[] values = new byte[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double steps = weight.buffer().get(i) / (double) scales.buffer().get(i / behind % channels);
      values[i] = (byte) Math.max(-MOST, Math.min(MOST, Math.rint(steps)));
    }
    return new RoundedWeights(values, scales, axis);
  }
}
