package dev.winnow.series;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;

/**
 * Windows of readings as somebody describes them who does not care when something happened: of each
 * channel its mean, its deviation, and the logarithm of its power at each frequency (Welch 1967,
 * "The Use of Fast Fourier Transform for the Estimation of Power Spectra": segments of up to 64
 * values under a Hann window, half over each other, each without its mean).
 */
final class WelchSpectrum {
  private static final int SEGMENT = 64;

  /** Power below this counts as none. */
  private static final double FLOOR = 1e-6;

  private final int channels;
  private final int length;
  private final int segment;
  private final int bins;

  /** Per frequency, a line of cosines and one of sines, under the window. */
  private final double[][] waves;

  /**
   * @param channels of a window of readings
   * @param length values of each
   */
  WelchSpectrum(int channels, int length) {
    this.channels = channels;
    this.length = length;
    this.segment = Math.min(SEGMENT, length);
    this.bins = segment / 2 + 1;
    this.waves = new double[2 * bins][segment];
    for (int i = 0; i < segment; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / segment);
      for (int bin = 0; bin < bins; bin++) {
        double angle = 2 * Math.PI * bin * i / segment;
        waves[2 * bin][i] = hann * Math.cos(angle);
        waves[2 * bin + 1][i] = hann * Math.sin(angle);
      }
    }
  }

  /**
   * A row for each window: of each channel the mean, the deviation and the powers.
   *
   * @param windows [windows, channels, length]
   */
  Tensor of(Tensor windows) {
    int count = windows.shape().dim(0);
    Tensor made = Tensor.allocate(Shape.of(count, channels * (2 + bins)));
    float[] channel = new float[length];
    var from = windows.buffer();
    var into = made.buffer();
    for (int i = 0; i < count * channels; i++) {
      from.get(channel);
      double mean = mean(channel, 0, length);
      double squares = 0;
      for (float value : channel) {
        squares += (value - mean) * (value - mean) / length;
      }
      into.put((float) mean).put((float) Math.sqrt(squares));
      for (double power : power(channel)) {
        into.put((float) Math.log(power + FLOOR));
      }
    }
    return made;
  }

  private double[] power(float[] channel) {
    double[] powers = new double[bins];
    int step = Math.max(1, segment / 2);
    int segments = (length - segment) / step + 1;
    for (int start = 0; start + segment <= length; start += step) {
      double mean = mean(channel, start, segment);
      for (int wave = 0; wave < waves.length; wave++) {
        double sum = 0;
        for (int i = 0; i < segment; i++) {
          sum += waves[wave][i] * (channel[start + i] - mean);
        }
        powers[wave / 2] += sum * sum / segment / segments;
      }
    }
    return powers;
  }

  private static double mean(float[] values, int start, int size) {
    double sum = 0;
    for (int i = start; i < start + size; i++) {
      sum += values[i];
    }
    return sum / size;
  }
}
