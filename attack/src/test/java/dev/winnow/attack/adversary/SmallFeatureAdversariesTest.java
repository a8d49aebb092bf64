package dev.winnow.attack.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallFeatureAdversariesTest {
  static Stream<Adversary> adversaries() {
    return Stream.of(GradientBoostingAdversary.usual(), RbfSvmAdversary.usual());
  }

  private static AttackData data(int telling, double apart) {
    return Synthetic.data(10, 40, 60, 8, telling, apart);
  }

  private static double topOne(Adversary adversary, AttackData data) {
    return Ranking.of(adversary, data.prepared(1)).mean(Metric.TOP_ONE);
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsThePerson_isNearlyAlwaysRight(Adversary adversary) {
    assertTrue(topOne(adversary, data(8, 10)) > 0.97);
  }

  /** 600 guesses at 1 in 10: outside ± 0.05 once in 20,000 seeds. The seed is fixed. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsNoise_isChance(Adversary adversary) {
    assertEquals(0.1, topOne(adversary, data(0, 0)), 0.05);
  }

  /**
   * The null control, on the feature that tells all. Rows of one person lie together and get one
   * answer, so that a deal is ten guesses rather than 600: the mean of twelve deals has a deviation
   * of 0.03.
   */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_peopleDealtOutAnew_isChance(Adversary adversary) {
    AttackData data = data(8, 1);

    double mean =
        IntStream.rangeClosed(1, 12)
            .mapToDouble(seed -> topOne(adversary, data.shuffled(seed)))
            .average()
            .orElseThrow();

    assertEquals(0.1, mean, 0.08);
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_featureThatIsTheSameForAll_isExactlyChance(Adversary adversary) {
    Tensor known = Tensor.allocate(Shape.of(400, 8));
    Tensor unknown = Tensor.allocate(Shape.of(600, 8));
    AttackData noise = data(0, 0);

    AttackData same = new AttackData(known, noise.knownPeople(), unknown, noise.unknownPeople());

    assertEquals(0.1, topOne(adversary, same), 1e-6);
  }

  /** Around one middle at three distances: a line parts none of them from the others. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void topOne_peopleInsideOneAnother_areFoundWhereNoLinePartsThem(Adversary adversary) {
    Random random = new Random(1);
    List<Integer> known = Synthetic.turns(3, 60);
    List<Integer> unknown = Synthetic.turns(3, 60);
    AttackData rings = new AttackData(rings(known, random), known, rings(unknown, random), unknown);

    assertTrue(topOne(adversary, rings) > 0.85, adversary.word());
    assertTrue(topOne(ClassifierAdversary.logistic(1, 1), rings) < 0.6);
  }

  private static Tensor rings(List<Integer> people, Random random) {
    Tensor rows = Tensor.allocate(Shape.of(people.size(), 2));
    for (int row = 0; row < people.size(); row++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double far = 1 + 2 * people.get(row) + 0.3 * random.nextGaussian();
      rows.buffer().put(2 * row, (float) (far * Math.cos(angle)));
      rows.buffer().put(2 * row + 1, (float) (far * Math.sin(angle)));
    }
    return rows;
  }

  @Test
  void of_aFewValues_areBoth() {
    assertEquals(
        List.of("boosting", "svm"),
        SmallFeatureAdversaries.of(data(8, 1)).stream().map(Adversary::word).toList());
  }

  @Test
  void of_manyValues_areNone() {
    assertEquals(List.of(), SmallFeatureAdversaries.of(Synthetic.data(3, 6, 3, 65, 65, 3)));
  }
}
