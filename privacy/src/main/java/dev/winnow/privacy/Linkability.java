package dev.winnow.privacy;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Whether a noisy feature can be linked to the very capture it came from, by somebody who has the
 * clean features of all candidates: the measure of DeepPrivInf2017.
 *
 * <p>Under Gaussian noise of the same deviation in every coordinate, candidates rank by the density
 * of the noise, which falls with the distance from the noisy feature. Candidates of equal features
 * share their ranks. Time grows with the square of the candidates, memory with their number.
 */
public final class Linkability {
  private Linkability() {}

  /**
   * Adds noise to each feature once and ranks all of them.
   *
   * @param features clean and clipped, of the shape [candidates, values]
   * @param people the number of the person on each, over whom the intervals are
   * @param sigma the noise's standard deviation in each coordinate, at least 0
   * @param seed of the noise
   * @return the share of features whose own capture ranks first, and its mean rank over their
   *     number: ½ if nothing is known
   */
  public static List<Measured> of(Tensor features, List<Integer> people, double sigma, long seed) {
    Random random = new Random(seed);
    Tensor noisy = Tensor.allocate(Shape.of(features.shape().dim(0), features.shape().dim(1)));
    FloatBuffer clean = features.buffer();
    FloatBuffer room = noisy.buffer();
    while (clean.hasRemaining()) {
      room.put((float) (clean.get() + sigma * random.nextGaussian()));
    }
    List<Integer> own = IntStream.range(0, features.shape().dim(0)).boxed().toList();
    Prepared candidates = new Prepared(features, own, noisy, own, people);
    Ranking nearest = Ranking.of(new NearestNeighbour(), candidates);
    Ranking ranking = new Ranking("noise density", nearest.answers(), nearest.standings());
    return List.of(
        ranking.measured(Measure.TOP_ONE, seed), ranking.measured(Measure.MEAN_RANK, seed));
  }
}
