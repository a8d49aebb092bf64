package dev.winnow.attack.information;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutualInformationTest {
  static Stream<Adversary> adversaries() {
    return Stream.of(
        GaussianKde.own(),
        GaussianKde.pooled(),
        ClassifierAdversary.logistic(1, 1),
        new NearestNeighbour());
  }

  private static Ranking told(Adversary adversary, PreparedData data) {
    return Ranking.pooled(adversary, data, List.of(), 1).values().iterator().next();
  }

  /** Four values of a label, equally often: 2 bits. */
  private static Estimate told(Adversary adversary, double apart) {
    return told(adversary, Synthetic.data(4, 100, 100, 4, 4, apart).prepared(1))
        .measurement(Metric.INFORMATION, 1)
        .estimate();
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void perRow_featureThatIsTheLabel_tellsAllOfIt(Adversary adversary) {
    assertEquals(2, told(adversary, 50).value(), 0.05);
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void perRow_featureThatIsNoise_tellsNothing(Adversary adversary) {
    assertEquals(0, told(adversary, 0).value(), 0.02);
  }

  @ParameterizedTest
  @MethodSource("adversaries")
  void perRow_featureThatTellsSome_isBetween(Adversary adversary) {
    double bits = told(adversary, 1).value();

    assertTrue(bits > 0.2 && bits < 1.6, "bits " + bits);
  }

  /** A kernel's density there is 0 of everybody, or nearly so and of the wrong one most. */
  @ParameterizedTest
  @MethodSource("adversaries")
  void perRow_oneRowFarFromAllThatIsKnown_hardlyCounts(Adversary adversary) {
    AttackData data = Synthetic.data(4, 100, 100, 4, 4, 5);
    double before = told(adversary, data.prepared(1)).mean(Metric.INFORMATION);
    data.unknown().buffer().put(0, 1e6f).put(1, -1e6f);
    double after = told(adversary, data.prepared(1)).mean(Metric.INFORMATION);

    assertEquals(before, after, 0.05);
  }

  /**
   * Sixty people of two kinds, told apart by one number of two levels, which a node turns around,
   * of some people oftener than of others: whoever learns from it names one person of each kind,
   * the same in most draws, and not the one whom the label's attacker names. So an interval of
   * first places depends on who these are. Bits do not.
   */
  @Test
  void leakage_featureThatIsTheLabel_hasANarrowIntervalInBits() {
    List<Ranking> feature = new ArrayList<>();
    List<Ranking> label = new ArrayList<>();
    List<Ranking> raw = new ArrayList<>();
    for (int draw = 0; draw < 8; draw++) {
      Random random = new Random(draw);
      feature.add(told(GaussianKde.white(), levels(random, 0.1).prepared(1)));
      label.add(told(GaussianKde.white(), levels(random, 0).prepared(1)));
      raw.add(told(GaussianKde.white(), faces(random).prepared(1)));
    }
    Estimate places = Leakage.of(Metric.TOP_ONE, feature, raw, label, 1);
    Estimate bits = Leakage.of(Metric.INFORMATION, feature, raw, label, 1);

    assertTrue(bits.value() < 0.01 && bits.high() < 0.02, "bits " + bits);
    // What is turned around tells less than the label, and in bits that is certain.
    assertTrue(bits.high() < 0, "bits " + bits);
    assertTrue(places.high() > 0.02, "places " + places);
  }

  /**
   * @param most of the share of a person's captures that is turned around
   */
  private static AttackData levels(Random random, double most) {
    return data(
        person -> {
          boolean flipped = random.nextDouble() < most * (person % 7) / 6;
          return new double[] {(person % 5 == 0) == flipped ? 0 : 1};
        });
  }

  private static AttackData faces(Random random) {
    double[][] middles = new double[60][20];
    Random own = new Random(9);
    Arrays.stream(middles).forEach(each -> Arrays.setAll(each, i -> 2 * own.nextGaussian()));
    return data(
        person ->
            Arrays.stream(middles[person]).map(middle -> middle + random.nextGaussian()).toArray());
  }

  private static AttackData data(IntFunction<double[]> capture) {
    List<Integer> known = people(10);
    List<Integer> unknown = people(4);
    return new AttackData(rows(known, capture), known, rows(unknown, capture), unknown);
  }

  /** Some have twice as many captures as others. */
  private static List<Integer> people(int least) {
    return IntStream.range(0, 60)
        .boxed()
        .flatMap(person -> Collections.nCopies(least + person % (least + 1), person).stream())
        .toList();
  }

  private static Tensor rows(List<Integer> people, IntFunction<double[]> capture) {
    double[][] rows = people.stream().map(capture::apply).toArray(double[][]::new);
    Tensor tensor = Tensor.allocate(Shape.of(rows.length, rows[0].length));
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        tensor.buffer().put(row * rows[row].length + i, (float) rows[row][i]);
      }
    }
    return tensor;
  }
}
