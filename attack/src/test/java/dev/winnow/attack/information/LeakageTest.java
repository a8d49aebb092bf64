package dev.winnow.attack.information;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.identification.RankCounts;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeakageTest {
  private static final int PEOPLE = 62;
  private static final int DRAWS = 8;

  /** Some have five times as many unknown captures as others. */
  private static int captures(int person) {
    return 2 + person % 9;
  }

  /** A ranking in which so many of a person's captures are named. */
  private static Ranking ranking(BiFunction<Integer, Integer, Boolean> named) {
    List<RankCounts> ranks = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int i = 0; i < captures(person); i++) {
        ranks.add(new RankCounts(person, person, named.apply(person, i) ? 0 : 1, 1));
      }
    }
    return new Ranking("made", PEOPLE, ranks);
  }

  /** Whoever knows but one of two labels, and names somebody of that label. */
  private static Ranking oneOfEach(Random random) {
    Set<Integer> named = Set.of(2 * random.nextInt(PEOPLE / 2), 1 + 2 * random.nextInt(PEOPLE / 2));
    return ranking((person, i) -> named.contains(person));
  }

  private static List<Ranking> draws(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, DRAWS).mapToObj(i -> oneOfEach(random)).toList();
  }

  /** Four of five captures of everybody. */
  private static Ranking raw() {
    Random random = new Random(9);
    return ranking((person, i) -> random.nextInt(5) > 0);
  }

  private static double width(Estimate estimate) {
    return estimate.high() - estimate.low();
  }

  /**
   * One whose attacker names the same people as the label's in the first draw, and one whose does
   * not. With eight draws a person's share that is named by accident is about an eighth: the
   * deviation of the mean is √(4 · 8 · (1/8)²) / 62 over a span of .77, .015, so that intervals end
   * near ± .03.
   */
  @Test
  void of_twoFeaturesThatAreTheLabel_haveIntervalsOfLikeWidth() {
    List<Ranking> label = draws(1);
    List<Ranking> lucky = new ArrayList<>(draws(2));
    lucky.set(0, label.get(0));
    Estimate same = Leakage.of(Metric.TOP_ONE, lucky, List.of(raw()), label, 1);
    Estimate other = Leakage.of(Metric.TOP_ONE, draws(3), List.of(raw()), label, 1);

    for (Estimate estimate : List.of(same, other)) {
      assertEquals(0, estimate.value(), 1e-9);
      assertTrue(estimate.low() <= 0 && estimate.high() >= 0, estimate.toString());
      assertTrue(estimate.low() > -0.05 && estimate.high() < 0.05, estimate.toString());
    }
    assertEquals(1, width(same) / width(other), 0.35);
    // With one draw, the one would be certain of what the other knows nothing about.
    double certain = width(Leakage.of(Metric.TOP_ONE, lucky.get(0), raw(), label.get(0), 1));
    double unsure = width(Leakage.of(Metric.TOP_ONE, draws(3).get(0), raw(), label.get(0), 1));
    assertEquals(0, certain, 1e-9);
    assertTrue(unsure > 0.1, "one draw: " + unsure);
  }

  /** Whom the label names is named, and of all others a quarter of the captures. */
  @Test
  void of_featureThatLeaksAQuarter_isShownTo() {
    List<Ranking> label = draws(1);
    Random random = new Random(4);
    List<Ranking> feature =
        IntStream.range(0, DRAWS)
            .mapToObj(i -> ranking((person, capture) -> random.nextInt(4) == 0))
            .toList();
    Estimate leakage = Leakage.of(Metric.TOP_ONE, feature, List.of(raw()), label, 1);

    assertEquals((0.25 - 2.0 / PEOPLE) / (0.8 - 2.0 / PEOPLE), leakage.value(), 0.05);
    assertTrue(leakage.low() > 0.2 && leakage.high() < 0.4, leakage.toString());
  }

  /** Real attackers, on a label beside noise, and on one of eight values that also tell who. */
  @Test
  void of_retrainedAttackers_seeNothingInALabelAndSomethingInAFace() {
    Estimate nothing = attacked(0);
    Estimate something = attacked(0.8);

    assertTrue(nothing.low() <= 0 && nothing.high() >= 0, nothing.toString());
    assertTrue(nothing.low() > -0.06 && nothing.high() < 0.06, nothing.toString());
    assertTrue(something.low() > 0.05, something.toString());
  }

  private static Estimate attacked(double apart) {
    List<Ranking> feature = new ArrayList<>();
    List<Ranking> label = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      List<Integer> known = new ArrayList<>();
      List<Integer> unknown = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        known.addAll(Collections.nCopies(2 * captures(person), person));
        unknown.addAll(Collections.nCopies(captures(person), person));
      }
      Adversary adversary = GaussianKde.pooled();
      feature.add(Ranking.of(adversary, data(known, unknown, apart, new Random(draw)).prepared(1)));
      label.add(
          Ranking.of(
              new NearestNeighbour(),
              data(known, unknown, Double.NaN, new Random(draw)).prepared(1)));
    }
    return Leakage.of(Metric.TOP_ONE, feature, List.of(raw()), label, 1);
  }

  private static AttackData data(
      List<Integer> known, List<Integer> unknown, double apart, Random random) {
    double[][] middles = new double[PEOPLE][8];
    Random people = new Random(5);
    for (double[] middle : middles) {
      for (int i = 0; i < middle.length; i++) {
        middle[i] = apart * people.nextGaussian();
      }
    }
    return new AttackData(
        rows(known, middles, random), known, rows(unknown, middles, random), unknown);
  }

  /** The label first, and where anything else is said, middles and noise. */
  private static Tensor rows(List<Integer> people, double[][] middles, Random random) {
    Tensor rows = Tensor.allocate(Shape.of(people.size(), 9));
    for (int row = 0; row < people.size(); row++) {
      rows.buffer().put(row * 9, 100 * (people.get(row) % 2));
      for (int i = 0; i < 8; i++) {
        double value = middles[people.get(row)][i] + random.nextGaussian();
        rows.buffer().put(row * 9 + 1 + i, Double.isNaN(value) ? 0 : (float) value);
      }
    }
    return rows;
  }

  /** One person of a hundred captures, all named, and one of a single one that is not. */
  @Test
  void score_peopleOfManyCaptures_countLikeAnybody() {
    List<RankCounts> ranks = new ArrayList<>(Collections.nCopies(100, new RankCounts(0, 0, 0, 1)));
    ranks.add(new RankCounts(1, 1, 1, 1));
    Ranking ranking = new Ranking("made", 2, ranks);

    assertEquals(0.5, Leakage.score(Metric.TOP_ONE, List.of(ranking)), 1e-12);
    assertEquals(0.5, Leakage.score(Metric.BALANCED, List.of(ranking)), 1e-12);
    assertEquals(100 / 101.0, ranking.measurement(Metric.TOP_ONE, 1).estimate().value(), 1e-12);
  }

  @Test
  void of_rawIsNoEasierThanTheLabel_isNaN() {
    List<Ranking> label = draws(1);
    Estimate leakage =
        Leakage.of(Metric.TOP_ONE, draws(2), List.of(ranking((person, i) -> false)), label, 1);

    assertTrue(Double.isNaN(leakage.value()) && Double.isNaN(leakage.high()), leakage.toString());
  }

  @Test
  void of_drawsThatAreNoPairs_isRefused() {
    List<Ranking> label = draws(1);
    List<Ranking> raw = List.of(raw());
    Ranking other = new Ranking("made", 2, List.of(new RankCounts(70, 70, 0, 1)));

    assertThrows(
        IllegalArgumentException.class,
        () -> Leakage.of(Metric.TOP_ONE, label.subList(0, 2), raw, label, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Leakage.of(Metric.TOP_ONE, List.of(), raw, List.of(), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Leakage.of(Metric.TOP_ONE, label, List.of(other), label, 1));
  }

  /** Draws of .25, .5 and .75 of one adversary: the worst counts, and none lies outside. */
  @Test
  void measured_severalDraws_isTheWorstWithAllInside() {
    List<Ranking> draws =
        IntStream.rangeClosed(1, 3)
            .mapToObj(quarters -> ranking((person, i) -> person % 4 < quarters))
            .toList();
    Measurement first = Ranking.measurement(draws, Metric.TOP_ONE, 1);
    Measurement wrong = Ranking.measurement(draws, Metric.BAYES_ERROR, 1);
    double least = draws.get(0).mean(Metric.TOP_ONE);
    double most = draws.get(2).mean(Metric.TOP_ONE);

    assertEquals(most, first.estimate().value());
    assertTrue(first.estimate().low() <= least && first.estimate().high() >= most);
    assertEquals(1 - most, wrong.estimate().value(), 1e-12);
    assertEquals(3 * draws.get(0).ranks().size(), first.samples());
    assertThrows(
        IllegalArgumentException.class, () -> Ranking.measurement(List.of(), Metric.TOP_ONE, 1));
  }
}
