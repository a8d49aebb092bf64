package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.information.Leakage;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static Ranking ranking(int answers, RankCounts... ranks) {
    return new Ranking("made", answers, List.of(ranks));
  }

  private static Ranking pooled(PreparedData data, int captures) {
    return Ranking.pooled(GaussianKde.pooled(), data, captures, 1).orElseThrow();
  }

  private static double value(Ranking ranking, Metric metric) {
    return ranking.measurement(metric, 1).estimate().value();
  }

  @Test
  void measured_alwaysFirst_isAllAndLogRankZero() {
    Ranking first = ranking(50, new RankCounts(0, 0, 0, 1), new RankCounts(1, 1, 0, 1));

    assertEquals(1, value(first, Metric.TOP_ONE));
    assertEquals(1, value(first, Metric.TOP_FIVE));
    assertEquals(0, value(first, Metric.LOG_RANK));
    assertEquals(0, value(first, Metric.BAYES_ERROR));
    assertEquals(0.02, value(first, Metric.MEAN_RANK), 1e-12);
  }

  @Test
  void measured_alwaysLast_isNoneAndLogRankOne() {
    Ranking last = ranking(50, new RankCounts(0, 0, 49, 1));

    assertEquals(0, value(last, Metric.TOP_FIVE));
    assertEquals(1, value(last, Metric.LOG_RANK), 1e-12);
    assertEquals(1, value(last, Metric.MEAN_RANK));
  }

  /** One score for all answers says nothing, so it must not count as first, nor as last. */
  @Test
  void measured_allAnswersScoreTheSame_isChanceInEveryMeasure() {
    Ranking constant = ranking(50, new RankCounts(0, 0, 0, 50), new RankCounts(1, 1, 0, 50));

    assertEquals(0.02, value(constant, Metric.TOP_ONE), 1e-12);
    assertEquals(0.1, value(constant, Metric.TOP_FIVE), 1e-12);
    assertEquals(0.51, value(constant, Metric.MEAN_RANK), 1e-12);
    double logRank =
        IntStream.rangeClosed(1, 50).mapToDouble(Math::log).average().orElseThrow() / Math.log(50);
    assertEquals(logRank, value(constant, Metric.LOG_RANK), 1e-12);
    for (Metric metric : List.of(Metric.TOP_ONE, Metric.LOG_RANK, Metric.BALANCED)) {
      Measurement measurement = constant.measurement(metric, 1);
      assertEquals(measurement.chance(), measurement.estimate().value(), 1e-12);
    }
  }

  /** Of one in fifty an attacker knows four bits, of the others none: the mean says .08. */
  @Test
  void worstPerson_oneIsKnown_isSeen() {
    Random random = new Random(1);
    Ranking ranking = told(50, 500, person -> (person == 7 ? 4 : 0) + 0.1 * random.nextGaussian());

    Estimate worst = worst(ranking).orElseThrow();

    assertEquals(0.08, value(ranking, Metric.INFORMATION), 0.02);
    assertEquals(4, worst.value(), 0.2);
    assertTrue(worst.low() > 3.8 && worst.high() < 4.2, worst.toString());
  }

  /** Of somebody among many an attacker is surest by chance; that alone shows nothing. */
  @Test
  void worstPerson_surestByChance_isNotTheLuckiest() {
    Random random = new Random(1);
    Ranking ranking = told(200, 2_000, person -> random.nextGaussian());

    Estimate worst = worst(ranking).orElseThrow();

    assertTrue(worst.low() < 0 && worst.value() < 0.7, worst.toString());
  }

  /** Whoever cannot tell people apart names one always, of whom it knows no more than of others. */
  @Test
  void worstPerson_oneIsNamedForEverybody_isNotKnown() {
    Ranking ranking = told(50, 500, person -> 0);

    assertEquals(0, worst(ranking).orElseThrow().value(), 1e-12);
  }

  @Test
  void worstPerson_tooFewRowsOrNoBits_isNotKnown() {
    Ranking few = ranking(50, new RankCounts(0, 0, 0, 1), new RankCounts(1, 1, 0, 1));

    assertTrue(worst(few).isEmpty());
  }

  private static Optional<Estimate> worst(Ranking ranking) {
    return WorstPerson.of(List.of(ranking)).map(Measurement::estimate);
  }

  private static Ranking told(int people, int rows, IntToDoubleFunction bits) {
    return ranking(
        people,
        IntStream.range(0, rows)
            .map(row -> row % people)
            .mapToObj(
                person ->
                    new RankCounts(person, person, person == 3 ? 0 : 1, 1)
                        .withInformation(bits.applyAsDouble(person)))
            .toArray(RankCounts[]::new));
  }

  /** Ranks 4 to 7: two of the four places are among the first five. */
  @Test
  void measured_tieAcrossTheFifthPlace_countsItsShare() {
    assertEquals(0.5, value(ranking(50, new RankCounts(0, 0, 3, 4)), Metric.TOP_FIVE), 1e-12);
  }

  @Test
  void measured_rareClassNamedWrongly_weighsHalfOfTwo() {
    Ranking rare =
        ranking(
            2,
            new RankCounts(0, 0, 0, 1),
            new RankCounts(0, 1, 0, 1),
            new RankCounts(0, 2, 0, 1),
            new RankCounts(1, 3, 1, 1));

    assertEquals(0.75, value(rare, Metric.TOP_ONE), 1e-12);
    assertEquals(0.5, value(rare, Metric.BALANCED), 1e-12);
  }

  /** Six sigma apart in no direction but that of the pooled mean. */
  @Test
  void pooled_moreCapturesOfOnePerson_tellMore() {
    PreparedData weak = Synthetic.data(20, 30, 20, 8, 8, 0.4).prepared(1);
    double one = value(Ranking.of(GaussianKde.pooled(), weak), Metric.TOP_ONE);
    double five = value(pooled(weak, 5), Metric.TOP_ONE);
    Ranking twenty = pooled(weak, 20);

    assertTrue(one > 0.1 && one < 0.3, "one: " + one);
    assertTrue(five > 1.4 * one, one + " and " + five);
    assertTrue(value(twenty, Metric.TOP_ONE) > five, five + " and " + twenty);
    assertEquals(20, twenty.ranks().size());
  }

  @Test
  void pooled_featureThatIsNoise_staysAtChance() {
    PreparedData noise = Synthetic.data(20, 10, 40, 8, 0, 0).prepared(1);

    assertEquals(0.05, value(pooled(noise, 5), Metric.TOP_ONE), 5 * Math.sqrt(0.05 * 0.95 / 160));
  }

  /** Of 17 unknown captures each: three whole pools of 5, none of 18. */
  @Test
  void pooled_capturesThatFillNoPool_areLeftOut() {
    PreparedData weak = Synthetic.data(20, 10, 17, 8, 8, 0.4).prepared(1);

    assertEquals(60, pooled(weak, 5).ranks().size());
    assertEquals(20, pooled(weak, 17).ranks().size());
    assertTrue(Ranking.pooled(GaussianKde.pooled(), weak, 18, 1).isEmpty());
    assertEquals(
        Set.of(1, 5), Ranking.pooled(GaussianKde.pooled(), weak, List.of(5, 18), 1).keySet());
  }

  /** Four people of ten have eight captures, and nobody's interval is made of four people. */
  @Test
  void pooled_fewPeopleHaveAWholePool_isNotMeasured() {
    AttackData all = Synthetic.data(10, 5, 8, 4, 4, 5);
    int[] kept = IntStream.range(0, 80).filter(row -> row % 10 < 4 || row < 70).toArray();
    PreparedData few =
        new AttackData(
                all.known(),
                all.knownPeople(),
                all.unknown().gathered(kept),
                IntStream.of(kept).mapToObj(all.unknownPeople()::get).toList())
            .prepared(1);

    assertTrue(Ranking.pooled(GaussianKde.pooled(), few, 8, 1).isEmpty());
    assertEquals(10, pooled(few, 7).ranks().size());
  }

  @Test
  void pools_sameSeed_areTheSameWholeAndAtRandom() {
    List<Integer> people = Synthetic.turns(6, 23);
    List<int[]> pools = ProbePools.of(people, 5, 3);

    assertEquals(6 * 4, pools.size());
    for (int[] pool : pools) {
      assertEquals(1, IntStream.of(pool).map(people::get).distinct().count());
    }
    assertEquals(120, pools.stream().flatMapToInt(IntStream::of).distinct().count());
    assertEquals(flat(pools), flat(ProbePools.of(people, 5, 3)));
    assertNotEquals(flat(pools), flat(ProbePools.of(people, 5, 4)));
    assertNotEquals(List.of(0, 6, 12, 18, 24), flat(pools).subList(0, 5));
  }

  private static List<Integer> flat(List<int[]> pools) {
    return pools.stream().flatMapToInt(IntStream::of).boxed().toList();
  }

  @Test
  void of_moreRowsThanABlock_standInTheirOrder() {
    AttackData telling = Synthetic.data(10, 5, 100, 4, 4, 50);
    Ranking ranking = Ranking.of(new NearestNeighbour(), telling.prepared(1));

    assertEquals(
        telling.unknownPeople(),
        ranking.ranks().stream().map(RankCounts::right).collect(Collectors.toList()));
  }

  @Test
  void byGroup_groupThatIsNamedAlways_isTheWorst() {
    Ranking two = ranking(4, new RankCounts(0, 0, 0, 1), new RankCounts(1, 1, 2, 1));

    List<Measurement> groups = two.byGroup(List.of("old", "young"), Metric.LOG_RANK, 1);

    assertEquals(List.of("old", "young"), groups.stream().map(Measurement::group).toList());
    assertEquals("old", Measurement.worst(groups).group());
    assertEquals(
        "old", Measurement.worst(two.byGroup(List.of("old", "young"), Metric.TOP_ONE, 1)).group());
    assertThrows(
        IllegalArgumentException.class, () -> two.byGroup(List.of("old"), Metric.TOP_ONE, 1));
  }

  @Test
  void worst_ofTwoMeasures_isRefused() {
    Ranking one = ranking(4, new RankCounts(0, 0, 0, 1));
    List<Measurement> mixed =
        List.of(one.measurement(Metric.TOP_ONE, 1), one.measurement(Metric.LOG_RANK, 1));

    assertThrows(IllegalArgumentException.class, () -> Measurement.worst(mixed));
  }

  @Test
  void measured_ofPairs_isRefused() {
    Ranking one = ranking(4, new RankCounts(0, 0, 0, 1));

    assertThrows(IllegalArgumentException.class, () -> one.measurement(Metric.AREA, 1));
  }

  @Test
  void toJson_measured_saysWhatItIs() {
    Measurement measurement = ranking(4, new RankCounts(0, 0, 0, 1)).measurement(Metric.TOP_ONE, 1);

    assertEquals(
        "{\"adversary\":\"made\",\"metric\":\"top1\",\"group\":\"all\",\"estimate\":{\"value\":1.0,\"low\":1.0,\"high\":1.0},\"chance\":0.25,\"samples\":1}",
        measurement.toJson().toString());
  }

  /** Three people, of whom the feature tells one, the raw input all and the label none. */
  @Test
  void leakage_oneOfThreePeopleNamed_isAThirdWithAWideInterval() {
    RankCounts right = new RankCounts(0, 0, 0, 1);
    Ranking raw = ranking(3, right, new RankCounts(1, 1, 0, 1), new RankCounts(2, 2, 0, 1));
    Ranking none = ranking(3, new RankCounts(0, 0, 2, 1), wrong(1), wrong(2));
    Ranking feature = ranking(3, right, wrong(1), wrong(2));

    Estimate leakage = Leakage.of(Metric.TOP_ONE, feature, raw, none, 1);

    assertEquals(1.0 / 3, leakage.value(), 1e-12);
    assertEquals(0, leakage.low(), 1e-12);
    assertEquals(1, leakage.high(), 1e-12);
  }

  @Test
  void leakage_controlsOfOtherPeople_isRefused() {
    Ranking one = ranking(3, wrong(1), wrong(2));
    Ranking other = ranking(3, wrong(2), wrong(1));

    assertThrows(
        IllegalArgumentException.class, () -> Leakage.of(Metric.TOP_ONE, one, other, one, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Leakage.of(Metric.LOG_RANK, one, one, one, 1));
  }

  private static RankCounts wrong(int person) {
    return new RankCounts(person, person, 2, 1);
  }
}
