package dev.winnow.attack.linkage;

import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a noisy feature can be linked to the very capture it came from, by somebody who has the
 * clean features of all candidates: the metric of DeepPrivInf2017.
 *
 * <p>Under Gaussian noise of the same deviation in every coordinate, and under randomised response
 * of two levels, candidates rank by the probability of the noise, which falls with the distance
 * from the noisy feature. Candidates of equal features share their ranks. Time grows with the
 * square of the candidates, memory with their number.
 */
public final class Linkability {
  private Linkability() {}

  /**
   * Ranks all candidates for each noisy feature.
   *
   * @param clean features of the candidates, clamped, or rounded to the levels of a randomised
   *     response, of the shape [candidates, values]
   * @param noisy what was released of each, of the same shape
   * @param people the number of the person on each, over whom the intervals are
   * @param seed of the intervals
   * @return the share of features whose own capture ranks first, and its mean rank over their
   *     number: ½ if nothing is known
   */
  public static List<Measurement> of(Tensor clean, Tensor noisy, List<Integer> people, long seed) {
    List<Integer> own = IntStream.range(0, clean.shape().dim(0)).boxed().toList();
    PreparedData candidates = new PreparedData(clean, own, noisy, own, people);
    Ranking nearest = Ranking.of(new NearestNeighbour(), candidates);
    Ranking ranking = new Ranking("noise density", nearest.answers(), nearest.ranks());
    return List.of(
        ranking.measurement(Metric.TOP_ONE, seed), ranking.measurement(Metric.MEAN_RANK, seed));
  }
}
