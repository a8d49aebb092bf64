package dev.winnow.voiceaudit;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
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
    float[][] heard = Columns.rows(clean.values());
    double[] deviations = deviations(heard);
    List<Sample> samples = inverses.get(0).samples();
    List<float[][]> candidates =
        inverses.stream().map(inverse -> Columns.rows(inverse.values())).toList();
    Tensor chosen = Tensor.allocate(inverses.get(0).values().shape());
    List<Integer> own = new ArrayList<>();
    for (Sample sample : samples) {
      own.add(clean.samples().indexOf(sample));
    }
    for (int i = 0; i < samples.size(); i++) {
      float[] best = candidates.get(0)[i];
      double least = Double.POSITIVE_INFINITY;
      for (float[][] candidate : candidates) {
        double distance = distance(candidate[i], heard, deviations, own.get(i));
        if (distance < least) {
          least = distance;
          best = candidate[i];
        }
      }
      chosen.rows(i, i + 1).buffer().put(best);
    }
    return new FeatureTable(samples, chosen);
  }

  private static double distance(float[] row, float[][] heard, double[] deviations, int itself) {
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < heard.length; other++) {
      if (other != itself) {
        double sum = 0;
        for (int i = 0; i < row.length && sum < least; i++) {
          double difference = (row[i] - heard[other][i]) / deviations[i];
          sum += difference * difference;
        }
        least = Math.min(least, sum);
      }
    }
    return least;
  }

  private static double[] deviations(float[][] rows) {
    double[] deviations = new double[rows[0].length];
    for (int i = 0; i < deviations.length; i++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        sum += row[i];
        squares += (double) row[i] * row[i];
      }
      double mean = sum / rows.length;
      deviations[i] = Math.sqrt(Math.max(1e-12, squares / rows.length - mean * mean));
    }
    return deviations;
  }
}
