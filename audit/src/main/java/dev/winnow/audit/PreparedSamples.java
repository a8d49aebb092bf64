package dev.winnow.audit;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.ImagePreprocessor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The images of a data set, decoded and prepared anew whenever they are looked at: they need not
 * fit into memory.
 *
 * @param set where they are found
 * @param preprocessor of every image
 * @param threads that decode
 */
public record PreparedSamples(DataSet set, ImagePreprocessor preprocessor, int threads) {
  private static final int BATCH = 32;

  /** The images of a set, framed as the preprocessing says, whatever the set itself states. */
  public static PreparedSamples of(DataSet set, Preprocessing preprocessing, int threads) {
    return new PreparedSamples(set, ImagePreprocessor.of(preprocessing), threads);
  }

  /**
   * Shows images, some at a time.
   *
   * @param seen takes the samples that could be read and one row of input each, which is
   *     overwritten afterwards
   */
  public void each(List<Sample> samples, BiConsumer<List<Sample>, Tensor> seen, Progress progress) {
    long done = 0;
    try (BatchLoader batches = BatchLoader.of(set, samples, preprocessor, BATCH, threads)) {
      while (batches.hasNext()) {
        BatchLoader.Batch batch = batches.next();
        seen.accept(batch.samples(), batch.inputs());
        done += batch.samples().size();
        progress.at(done, samples.size(), "");
      }
    }
  }

  /**
   * What a function makes of every image, kept in memory.
   *
   * @param row shape of what it makes of one
   * @param function from rows of inputs to rows of results
   */
  public FeatureTable rows(
      List<Sample> samples, Shape row, UnaryOperator<Tensor> function, Progress progress) {
    Tensor values = Tensor.allocate(row.batch(Math.max(1, samples.size())));
    List<Sample> read = new ArrayList<>();
    each(
        samples,
        (batch, inputs) -> {
          int from = read.size();
          Tensor made = function.apply(inputs);
          values.rows(from, from + batch.size()).buffer().put(made.buffer());
          read.addAll(batch);
        },
        progress);
    return new FeatureTable(read, values.rows(0, read.size()));
  }
}
