package dev.winnow.series;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Mean and scale of each channel, estimated on windows that a network is to be trained on: prepared
 * by the fitted spec, each channel of these has mean 0 and standard deviation 1. A channel that
 * never changes keeps the scale 1.
 */
public final class Standardization {
  private static final int BATCH = 64;

  /** Less than this share of a channel's size is rounding and no change. */
  private static final double CONSTANT = 1e-7;

  private final double[] means;
  private final double[] squares;
  private final int length;
  private long count;

  private Standardization(SeriesSpec spec) {
    this.means = new double[spec.channels().size()];
    this.squares = new double[spec.channels().size()];
    this.length = spec.length();
  }

  /**
   * Reads every sample once.
   *
   * @param samples to train on, and none that anything is measured on
   * @param spec whose own mean and scale do not count
   * @param threads that decode, at least 1
   * @return the spec with the mean and scale of these samples
   * @throws dev.winnow.data.TooManyBrokenException if more than 1 % cannot be read
   */
  public static SeriesSpec of(DataSet set, List<Sample> samples, SeriesSpec spec, int threads) {
    SeriesSpec raw = spec.withNormalization(Normalization.same(spec.channels().size(), 0, 1));
    Standardization sums = new Standardization(spec);
    try (BatchLoader batches =
        BatchLoader.of(set, samples, SeriesPreprocessor.of(raw), BATCH, threads)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        for (int row = 0; row < batch.captures().size(); row++) {
          sums.add(batch.inputs().rows(row, row + 1).buffer());
        }
      }
    }
    return spec.withNormalization(sums.normalization());
  }

  /** Welford's method: sums of squares of large means would lose the small deviations. */
  private void add(FloatBuffer window) {
    for (int i = 0; i < length; i++) {
      count++;
      for (int channel = 0; channel < means.length; channel++) {
        double value = window.get(channel * length + i);
        double from = value - means[channel];
        means[channel] += from / count;
        squares[channel] += from * (value - means[channel]);
      }
    }
  }

  private Normalization normalization() {
    List<Double> mean = new ArrayList<>(Collections.nCopies(means.length, 0.0));
    List<Double> scale = new ArrayList<>(Collections.nCopies(means.length, 1.0));
    for (int channel = 0; channel < means.length && count > 0; channel++) {
      mean.set(channel, means[channel]);
      double deviation = Math.sqrt(squares[channel] / count);
      if (deviation > CONSTANT * Math.abs(means[channel])) {
        scale.set(channel, deviation);
      }
    }
    return new Normalization(mean, scale);
  }
}
