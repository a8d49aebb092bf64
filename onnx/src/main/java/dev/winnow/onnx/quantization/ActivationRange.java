package dev.winnow.onnx.quantization;

/**
 * Between which values a tensor lay, as unsigned 8-bit integers stand for them; 0 is one of them,
 * so that padding is exact.
 *
 * @param low at most 0
 * @param high at least 0
 */
record ActivationRange(float low, float high) {
  private static final int STEPS = 255;

  /** Of nothing but zeros. */
  static final ActivationRange NONE = new ActivationRange(0, 0);

  /** The range that also has a value. */
  ActivationRange with(float value) {
    return value < low
        ? new ActivationRange(value, high)
        : value > high ? new ActivationRange(low, value) : this;
  }

  /** What one step stands for; above 0. */
  float scale() {
    float scale = (high - low) / STEPS;
    return scale > 0 ? scale : 1;
  }

  /** The integer that stands for 0, from 0 to 255. */
  int zeroPoint() {
    return Math.round(-low / scale());
  }
}
