package dev.winnow.voiceaudit;

import dev.winnow.attack.adversary.Standardiser;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.List;

/**
 * Speech whose disguise an attacker tried to undo: of several inverses, for each recording the one
 * after which it comes nearest to anything clean that the attacker has heard.
 */
final class UndoneSpeech {
  private UndoneSpeech() {}

  /**
   * Chooses for each recording.
   *
   * @param inverses what each inverse makes, of the same samples
   * @param clean what the attacker has heard; a recording is never held against itself
   */
  static FeatureTable nearest(List<FeatureTable> inverses, FeatureTable clean) {
    if (inverses.size() == 1) {
      return inverses.get(0);
    }
    Standardiser standard = Standardiser.of(clean.values());
    float[][] heard = Columns.rows(standard.apply(clean.values()));
    List<Sample> samples = inverses.get(0).samples();
    List<float[][]> candidates =
        inverses.stream().map(inverse -> Columns.rows(standard.apply(inverse.values()))).toList();
    Tensor chosen = Tensor.allocate(inverses.get(0).values().shape());
    for (int i = 0; i < samples.size(); i++) {
      int itself = clean.samples().indexOf(samples.get(i));
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int candidate = 0; candidate < candidates.size(); candidate++) {
        double distance = distance(candidates.get(candidate)[i], heard, itself);
        if (distance < least) {
          least = distance;
          best = candidate;
        }
      }
      Tensor row = inverses.get(best).values().rows(i, i + 1);
      chosen.rows(i, i + 1).buffer().put(row.buffer());
    }
    return new FeatureTable(samples, chosen);
  }

  /** Of squares, to the nearest of what was heard. */
  private static double distance(float[] row, float[][] heard, int itself) {
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < heard.length; other++) {
      if (other != itself) {
        double sum = 0;
        for (int i = 0; i < row.length && sum < least; i++) {
          double difference = row[i] - heard[other][i];
          sum += difference * difference;
        }
        least = Math.min(least, sum);
      }
    }
    return least;
  }
}
