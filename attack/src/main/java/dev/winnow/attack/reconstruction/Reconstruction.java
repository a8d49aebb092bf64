package dev.winnow.attack.reconstruction;

import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.ResampledMean;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionMeasure;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attacker saw in place of each original, and how much that gives away.
 *
 * @param captures in the form of the targets, one a row
 * @param measurement how alike they are to the originals, whose chance is what the {@linkplain
 *     ReconstructionTargets#guess guess} reaches; with a judge, whom it finds on them
 */
public record Reconstruction(Tensor captures, List<Measurement> measurement) {
  private static final int ROWS = 64;

  public Reconstruction {
    measurement = List.copyOf(measurement);
  }

  /**
   * Has a decoder look at features.
   *
   * @param decoder from features to captures of the form of the originals
   * @param features of the originals, in their order, with the noise of their package
   * @param seed of the intervals
   * @param threads that compute
   */
  public static Reconstruction decoded(
      Network decoder, Tensor features, ReconstructionTargets originals, long seed, int threads) {
    int count = features.shape().dim(0);
    Tensor seen = Tensor.allocate(decoder.outputs().get(0).shape().batch(count));
    try (Session session = Session.open(decoder, threads)) {
      for (int from = 0; from < count; from += ROWS) {
        int to = Math.min(count, from + ROWS);
        session.run(features.rows(from, to), seen.rows(from, to));
      }
    }
    return of("decoder", seen, originals, seed);
  }

  /**
   * Compares captures with the originals.
   *
   * @param attacker the word for who saw them
   * @param seen one for each original, in their order
   * @param seed of the intervals
   */
  public static Reconstruction of(
      String attacker, Tensor seen, ReconstructionTargets originals, long seed) {
    Tensor guesses = originals.guesses();
    List<Measurement> all = new ArrayList<>();
    for (ReconstructionMeasure measure : originals.form().measures()) {
      double[] values = measure.of(originals.captures(), seen);
      double[] floor = measure.of(originals.captures(), guesses);
      all.add(
          new Measurement(
              attacker,
              Metric.ofWord(measure.word()),
              Measurement.ALL,
              ResampledMean.of(values, originals.people()).estimate(seed),
              ResampledMean.of(floor, originals.people()).mean(),
              values.length));
    }
    originals
        .judge()
        .ifPresent(judge -> all.addAll(judge.measurement(seen, originals.people(), seed)));
    return new Reconstruction(seen, all);
  }

  /**
   * One of the numbers.
   *
   * @throws IllegalArgumentException if it was not measured, for want of a judge
   */
  public Measurement metric(Metric wanted) {
    return measurement.stream()
        .filter(one -> one.metric() == wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(wanted.word() + " was not measured"));
  }
}
