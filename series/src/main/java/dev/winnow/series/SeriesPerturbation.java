package dev.winnow.series;

import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CapturePerturbation;
import java.util.Random;

/**
 * Copies of windows that differ as two recordings of one movement by two devices do: begun up to
 * two values earlier or later, with the border drawn out, of up to 2 % more or less gain around
 * each channel's mean in the window, and with noise of 2 % of the channel's standard deviation in
 * it.
 */
final class SeriesPerturbation implements CapturePerturbation {
  private static final int MOVED = 2;
  private static final double GAIN = 0.02;
  private static final double NOISE = 0.02;

  private final SeriesSpec spec;
  private final Random random;

  SeriesPerturbation(SeriesSpec spec, long seed) {
    this.spec = spec;
    this.random = new Random(seed);
  }

  @Override
  public Tensor of(Tensor prepared) {
    Tensor altered = Tensor.allocate(prepared.shape());
    int channels = spec.channels().size();
    int rows = prepared.shape().size() / (channels * spec.length());
    for (int row = 0; row < rows; row++) {
      int moved = random.nextInt(2 * MOVED + 1) - MOVED;
      double gain = 1 + GAIN * (2 * random.nextDouble() - 1);
      for (int channel = 0; channel < channels; channel++) {
        alter(prepared, (row * channels + channel) * spec.length(), moved, gain, altered);
      }
    }
    return altered;
  }

  private void alter(Tensor from, int at, int moved, double gain, Tensor into) {
    int length = spec.length();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < length; i++) {
      double value = from.buffer().get(at + i);
      sum += value;
      squares += value * value;
    }
    double mean = sum / length;
    double deviation = Math.sqrt(Math.max(0, squares / length - mean * mean));
    for (int i = 0; i < length; i++) {
      double value = from.buffer().get(at + Math.max(0, Math.min(length - 1, i + moved)));
      double noise = NOISE * deviation * random.nextGaussian();
      into.buffer().put(at + i, (float) (mean + (value - mean) * gain + noise));
    }
  }
}
