package dev.winnow.attack.reconstruction;

import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.verification.VerificationScores;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Real captures of people whom an attacker knows, as a {@link Recogniser} sees them. Whoever has
 * reconstructed a capture holds it up to them.
 */
public final class Gallery implements ReconstructionJudge {
  private static final String WORD = "recogniser";

  private final Recogniser recogniser;
  private final InputSpec prepared;
  private final int threads;
  private final Tensor vectors;
  private final List<Integer> people;
  private final Tensor middles;

  private Gallery(
      Recogniser recogniser,
      InputSpec prepared,
      int threads,
      Tensor vectors,
      List<Integer> people,
      Tensor middles) {
    this.recogniser = recogniser;
    this.prepared = prepared;
    this.threads = threads;
    this.vectors = vectors;
    this.people = people;
    this.middles = middles;
  }

  /**
   * A gallery.
   *
   * @param images as the extractor is shown them, [images, channels, height, width]
   * @param people who is on each, numbered from 0, nobody left out
   * @param prepared how these images were prepared, and all others that will be held up to them
   * @param threads that compute
   * @throws IllegalArgumentException if there are not as many people as images
   */
  public static Gallery of(
      Recogniser recogniser, Tensor images, List<Integer> people, InputSpec prepared, int threads) {
    requireAsMany(images, people);
    Tensor vectors = recogniser.vectors(images, prepared, threads);
    int count = 1 + people.stream().mapToInt(Integer::intValue).max().orElse(-1);
    int width = vectors.shape().dim(1);
    Tensor middles = Tensor.allocate(Shape.of(count, width));
    for (int row = 0; row < people.size(); row++) {
      for (int i = 0; i < width; i++) {
        int at = people.get(row) * width + i;
        float sum = middles.buffer().get(at) + vectors.buffer().get(row * width + i);
        middles.buffer().put(at, sum);
      }
    }
    return new Gallery(
        recogniser, prepared, threads, vectors, List.copyOf(people), Recogniser.unit(middles));
  }

  /**
   * What the recogniser makes of other images of the same people.
   *
   * @param probes images of any size, real ones or reconstructions
   * @param shown who is on each
   * @param seed of the pairs and the intervals
   * @return top-1 and top-5 of naming the person whose mean vector is nearest, and EER, AUC and TPR
   *     of telling a pair of a probe and a real image of that person from one of a probe and
   *     somebody else (at most 5 and 25 of each for each probe)
   */
  @Override
  public List<Measurement> measurement(Tensor probes, List<Integer> shown, long seed) {
    requireAsMany(probes, shown);
    Tensor seen = recogniser.vectors(probes, prepared, threads);
    Ranking ranking = ranking(seen, shown);
    List<Measurement> all = new ArrayList<>();
    all.add(ranking.measurement(Metric.TOP_ONE, seed));
    all.add(ranking.measurement(Metric.TOP_FIVE, seed));
    all.addAll(verified(seen, shown, seed));
    return all;
  }

  private Ranking ranking(Tensor seen, List<Integer> shown) {
    List<Integer> each = IntStream.range(0, middles.shape().dim(0)).boxed().toList();
    // Among vectors of one length, the nearest has the largest cosine.
    PreparedData data = new PreparedData(middles, each, seen, shown, shown);
    Ranking nearest = Ranking.of(new NearestNeighbour(), data);
    return new Ranking(WORD, nearest.answers(), nearest.ranks());
  }

  private List<Measurement> verified(Tensor seen, List<Integer> shown, long seed) {
    PreparedData data = new PreparedData(vectors, people, seen, shown, shown);
    return VerificationScores.cosines(WORD, data, seed).measurement(seed);
  }

  private static void requireAsMany(Tensor images, List<Integer> people) {
    if (images.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d images show %d people".formatted(images.shape().dim(0), people.size()));
    }
  }
}
