package dev.winnow.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static Ranking ranking(int answers, Standing... standings) {
    return new Ranking("made", answers, List.of(standings));
  }

  private static Ranking pooled(Prepared evidence, int captures) {
    return Ranking.pooled(GaussianKde.pooled(), evidence, captures, 1).orElseThrow();
  }

  private static double value(Ranking ranking, Measure measure) {
    return ranking.measured(measure, 1).estimate().value();
  }

  @Test
  void measured_alwaysFirst_isAllAndLogRankZero() {
    Ranking first = ranking(50, new Standing(0, 0, 0, 1), new Standing(1, 1, 0, 1));

    assertEquals(1, value(first, Measure.TOP_ONE));
    assertEquals(1, value(first, Measure.TOP_FIVE));
    assertEquals(0, value(first, Measure.LOG_RANK));
    assertEquals(0, value(first, Measure.BAYES_ERROR));
    assertEquals(0.02, value(first, Measure.MEAN_RANK), 1e-12);
  }

  @Test
  void measured_alwaysLast_isNoneAndLogRankOne() {
    Ranking last = ranking(50, new Standing(0, 0, 49, 1));

    assertEquals(0, value(last, Measure.TOP_FIVE));
    assertEquals(1, value(last, Measure.LOG_RANK), 1e-12);
    assertEquals(1, value(last, Measure.MEAN_RANK));
  }

  /** One score for all answers says nothing, so it must not count as first, nor as last. */
  @Test
  void measured_allAnswersScoreTheSame_isChanceInEveryMeasure() {
    Ranking constant = ranking(50, new Standing(0, 0, 0, 50), new Standing(1, 1, 0, 50));

    assertEquals(0.02, value(constant, Measure.TOP_ONE), 1e-12);
    assertEquals(0.1, value(constant, Measure.TOP_FIVE), 1e-12);
    assertEquals(0.51, value(constant, Measure.MEAN_RANK), 1e-12);
    double logRank =
        IntStream.rangeClosed(1, 50).mapToDouble(Math::log).average().orElseThrow() / Math.log(50);
    assertEquals(logRank, value(constant, Measure.LOG_RANK), 1e-12);
    for (Measure measure : List.of(Measure.TOP_ONE, Measure.LOG_RANK, Measure.BALANCED)) {
      Measured measured = constant.measured(measure, 1);
      assertEquals(measured.chance(), measured.estimate().value(), 1e-12);
    }
  }

  /** Ranks 4 to 7: two of the four places are among the first five. */
  @Test
  void measured_tieAcrossTheFifthPlace_countsItsShare() {
    assertEquals(0.5, value(ranking(50, new Standing(0, 0, 3, 4)), Measure.TOP_FIVE), 1e-12);
  }

  @Test
  void measured_rareClassNamedWrongly_weighsHalfOfTwo() {
    Ranking rare =
        ranking(
            2,
            new Standing(0, 0, 0, 1),
            new Standing(0, 1, 0, 1),
            new Standing(0, 2, 0, 1),
            new Standing(1, 3, 1, 1));

    assertEquals(0.75, value(rare, Measure.TOP_ONE), 1e-12);
    assertEquals(0.5, value(rare, Measure.BALANCED), 1e-12);
  }

  /** Six sigma apart in no direction but that of the pooled mean. */
  @Test
  void pooled_moreCapturesOfOnePerson_tellMore() {
    Prepared weak = Synthetic.evidence(20, 30, 20, 8, 8, 0.4).prepared(1);
    double one = value(Ranking.of(GaussianKde.pooled(), weak), Measure.TOP_ONE);
    double five = value(pooled(weak, 5), Measure.TOP_ONE);
    Ranking twenty = pooled(weak, 20);

    assertTrue(one > 0.1 && one < 0.3, "one: " + one);
    assertTrue(five > 1.4 * one, one + " and " + five);
    assertTrue(value(twenty, Measure.TOP_ONE) > five, five + " and " + twenty);
    assertEquals(20, twenty.standings().size());
  }

  @Test
  void pooled_featureThatIsNoise_staysAtChance() {
    Prepared noise = Synthetic.evidence(20, 10, 40, 8, 0, 0).prepared(1);

    assertEquals(0.05, value(pooled(noise, 5), Measure.TOP_ONE), 5 * Math.sqrt(0.05 * 0.95 / 160));
  }

  /** Of 17 unknown captures each: three whole pools of 5, none of 18. */
  @Test
  void pooled_capturesThatFillNoPool_areLeftOut() {
    Prepared weak = Synthetic.evidence(20, 10, 17, 8, 8, 0.4).prepared(1);

    assertEquals(60, pooled(weak, 5).standings().size());
    assertEquals(20, pooled(weak, 17).standings().size());
    assertTrue(Ranking.pooled(GaussianKde.pooled(), weak, 18, 1).isEmpty());
    assertEquals(
        Set.of(1, 5), Ranking.pooled(GaussianKde.pooled(), weak, List.of(5, 18), 1).keySet());
  }

  /** Four people of ten have eight captures, and nobody's interval is made of four people. */
  @Test
  void pooled_fewPeopleHaveAWholePool_isNotMeasured() {
    Evidence all = Synthetic.evidence(10, 5, 8, 4, 4, 5);
    int[] kept = IntStream.range(0, 80).filter(row -> row % 10 < 4 || row < 70).toArray();
    Prepared few =
        new Evidence(
                all.known(),
                all.knownPeople(),
                all.unknown().gathered(kept),
                IntStream.of(kept).mapToObj(all.unknownPeople()::get).toList())
            .prepared(1);

    assertTrue(Ranking.pooled(GaussianKde.pooled(), few, 8, 1).isEmpty());
    assertEquals(10, pooled(few, 7).standings().size());
  }

  @Test
  void pools_sameSeed_areTheSameWholeAndAtRandom() {
    List<Integer> people = Synthetic.turns(6, 23);
    List<int[]> pools = Pools.of(people, 5, 3);

    assertEquals(6 * 4, pools.size());
    for (int[] pool : pools) {
      assertEquals(1, IntStream.of(pool).map(people::get).distinct().count());
    }
    assertEquals(120, pools.stream().flatMapToInt(IntStream::of).distinct().count());
    assertEquals(flat(pools), flat(Pools.of(people, 5, 3)));
    assertNotEquals(flat(pools), flat(Pools.of(people, 5, 4)));
    assertNotEquals(List.of(0, 6, 12, 18, 24), flat(pools).subList(0, 5));
  }

  private static List<Integer> flat(List<int[]> pools) {
    return pools.stream().flatMapToInt(IntStream::of).boxed().toList();
  }

  @Test
  void of_moreRowsThanABlock_standInTheirOrder() {
    Evidence telling = Synthetic.evidence(10, 5, 100, 4, 4, 50);
    Ranking ranking = Ranking.of(new NearestNeighbour(), telling.prepared(1));

    assertEquals(
        telling.unknownPeople(),
        ranking.standings().stream().map(Standing::right).collect(Collectors.toList()));
  }

  @Test
  void byGroup_groupThatIsNamedAlways_isTheWorst() {
    Ranking two = ranking(4, new Standing(0, 0, 0, 1), new Standing(1, 1, 2, 1));

    List<Measured> groups = two.byGroup(List.of("old", "young"), Measure.LOG_RANK, 1);

    assertEquals(List.of("old", "young"), groups.stream().map(Measured::group).toList());
    assertEquals("old", Measured.worst(groups).group());
    assertEquals(
        "old", Measured.worst(two.byGroup(List.of("old", "young"), Measure.TOP_ONE, 1)).group());
    assertThrows(
        IllegalArgumentException.class, () -> two.byGroup(List.of("old"), Measure.TOP_ONE, 1));
  }

  @Test
  void worst_ofTwoMeasures_isRefused() {
    Ranking one = ranking(4, new Standing(0, 0, 0, 1));
    List<Measured> mixed =
        List.of(one.measured(Measure.TOP_ONE, 1), one.measured(Measure.LOG_RANK, 1));

    assertThrows(IllegalArgumentException.class, () -> Measured.worst(mixed));
  }

  @Test
  void measured_ofPairs_isRefused() {
    Ranking one = ranking(4, new Standing(0, 0, 0, 1));

    assertThrows(IllegalArgumentException.class, () -> one.measured(Measure.AREA, 1));
  }

  @Test
  void toJson_measured_saysWhatItIs() {
    Measured measured = ranking(4, new Standing(0, 0, 0, 1)).measured(Measure.TOP_ONE, 1);

    assertEquals(
        "{\"adversary\":\"made\",\"measure\":\"top1\",\"group\":\"all\",\"estimate\":{\"value\":1.0,\"low\":1.0,\"high\":1.0},\"chance\":0.25,\"samples\":1}",
        measured.toJson().toString());
  }

  /** Three people, of whom the feature tells one, the raw input all and the label none. */
  @Test
  void leakage_oneOfThreePeopleNamed_isAThirdWithAWideInterval() {
    Standing right = new Standing(0, 0, 0, 1);
    Ranking raw = ranking(3, right, new Standing(1, 1, 0, 1), new Standing(2, 2, 0, 1));
    Ranking none = ranking(3, new Standing(0, 0, 2, 1), wrong(1), wrong(2));
    Ranking feature = ranking(3, right, wrong(1), wrong(2));

    Estimate leakage = Leakage.of(Measure.TOP_ONE, feature, raw, none, 1);

    assertEquals(1.0 / 3, leakage.value(), 1e-12);
    assertEquals(0, leakage.low(), 1e-12);
    assertEquals(1, leakage.high(), 1e-12);
  }

  @Test
  void leakage_controlsOfOtherPeople_isRefused() {
    Ranking one = ranking(3, wrong(1), wrong(2));
    Ranking other = ranking(3, wrong(2), wrong(1));

    assertThrows(
        IllegalArgumentException.class, () -> Leakage.of(Measure.TOP_ONE, one, other, one, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Leakage.of(Measure.LOG_RANK, one, one, one, 1));
  }

  private static Standing wrong(int person) {
    return new Standing(person, person, 2, 1);
  }
}
