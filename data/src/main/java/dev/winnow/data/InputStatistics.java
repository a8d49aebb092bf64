package dev.winnow.data;

import dev.winnow.core.Normalization;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of prepared captures, channel by channel: the first axis of what has
 * several, all of what has one.
 *
 * @param preprocessor of every capture
 * @param padded whether values of 0 are padding, which does not count
 * @param threads that decode
 */
public record InputStatistics(InputPreprocessor preprocessor, boolean padded, int threads) {
  private static final int BATCH = 64;

  /** The sums of a channel. */
  private static final class Sums {
    private double count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    double mean() {
      return count == 0 ? 0 : sum / count;
    }

    /** 1 of a channel that never changes. */
    double deviation() {
      double variance = count == 0 ? 0 : squares / count - mean() * mean();
      return variance > 0 ? Math.sqrt(variance) : 1;
    }
  }

  /**
   * Looks at samples once.
   *
   * @param samples of the set, those to learn from
   * @return by what prepared captures have the mean 0 and the deviation 1
   * @throws TooManyBrokenException if more than 1 % of the samples are broken
   */
  public Normalization of(DataSet set, List<Sample> samples, Progress progress) {
    Shape shape = preprocessor.spec().shape();
    List<Sums> channels = new ArrayList<>();
    for (int channel = 0; channel < (shape.rank() == 1 ? 1 : shape.dim(0)); channel++) {
      channels.add(new Sums());
    }
    long done = 0;
    try (BatchLoader batches = BatchLoader.of(set, samples, preprocessor, BATCH, threads)) {
      while (batches.hasNext()) {
        Tensor inputs = batches.next().inputs();
        add(inputs.buffer(), shape.size() / channels.size(), channels);
        done += inputs.shape().dim(0);
        progress.at(done, samples.size(), "");
      }
    }
    return new Normalization(
        channels.stream().map(Sums::mean).toList(),
        channels.stream().map(Sums::deviation).toList());
  }

  private void add(FloatBuffer values, int perChannel, List<Sums> channels) {
    for (int i = 0; values.hasRemaining(); i++) {
      float value = values.get();
      if (!padded || value != 0) {
        channels.get(i / perChannel % channels.size()).add(value);
      }
    }
  }
}
