package dev.winnow.audit;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.BatchLoader;
import dev.winnow.data.DataSet;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The captures of a data set, decoded and prepared anew whenever they are looked at: they need not
 * fit into memory.
 *
 * @param set where they are found
 * @param modality of the captures
 * @param preprocessor of every capture
 * @param threads that decode
 */
public record PreparedSamples(
    DataSet set, Modality modality, InputPreprocessor preprocessor, int threads) {
  private static final int BATCH = 32;

  /**
   * The captures of a set, framed as the preprocessing says, whatever the set itself states.
   *
   * @throws UnsuitableModalityException if the preprocessing is of another modality
   */
  public static PreparedSamples of(
      DataSet set, Modality modality, InputSpec preprocessing, int threads) {
    return new PreparedSamples(set, modality, modality.preprocessor(preprocessing), threads);
  }

  /**
   * Whether a network takes captures of this shape; one that was run on smaller images does not.
   */
  boolean fit(Network network) {
    return network.inputs().get(0).shape().equals(preprocessor.spec().shape());
  }

  /**
   * Shows captures, some at a time.
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
   * What a network makes of every capture, kept in memory.
   *
   * @param extractor of one input and one output
   * @throws TooManyFeaturesException if they take more than 2 GiB
   */
  public FeatureTable features(Network extractor, List<Sample> samples, Progress progress) {
    try (Session session = Session.open(extractor, threads)) {
      return rows(samples, extractor.outputs().get(0).shape(), session::run, progress);
    }
  }

  /**
   * What a function makes of every capture, kept in memory.
   *
   * @param row shape of what it makes of one
   * @param function from rows of inputs to rows of results
   * @throws TooManyFeaturesException if they take more than 2 GiB
   */
  public FeatureTable rows(
      List<Sample> samples, Shape row, UnaryOperator<Tensor> function, Progress progress) {
    if ((long) row.size() * samples.size() * Float.BYTES > Integer.MAX_VALUE) {
      throw new TooManyFeaturesException(samples.size(), row);
    }
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
