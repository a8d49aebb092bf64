package dev.winnow.attack.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.RankCounts;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.core.Estimate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static Ranking answers(int people, int each, Random random) {
    return new Ranking(
        "made",
        2,
        IntStream.range(0, people)
            .boxed()
            .flatMap(
                person -> {
                  // All captures of a person are named rightly, or none.
                  int better = random.nextBoolean() ? 0 : 1;
                  return IntStream.range(0, each)
                      .mapToObj(i -> new RankCounts(person % 2, person, better, 1));
                })
            .toList());
  }

  /** 100 coins: ± 1.96 · 0.05, whether each was tossed once or is shown twenty times. */
  @Test
  void estimate_capturesOfOnePerson_areNoFurtherEvidence() {
    for (int each : new int[] {1, 20}) {
      Estimate estimate =
          answers(100, each, new Random(1)).measurement(Metric.TOP_ONE, 1).estimate();

      assertEquals(0.196, estimate.high() - estimate.low(), 0.03);
      assertTrue(estimate.low() < estimate.value() && estimate.value() < estimate.high());
    }
  }

  /** 95 % of intervals hold the truth; of 200, fewer than 176 or all once in 10,000 runs. */
  @Test
  void estimate_manyExperiments_holdsTheTruthAsOftenAsItSays() {
    Random random = new Random(1);
    int held = 0;
    for (int i = 0; i < 200; i++) {
      Estimate estimate = answers(100, 2, random).measurement(Metric.TOP_ONE, i).estimate();
      held += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }

    assertTrue(held >= 176 && held < 200, held + " of 200");
  }

  @Test
  void estimate_sameSeed_isTheSame() {
    Ranking ranking = answers(30, 2, new Random(1));

    assertEquals(ranking.measurement(Metric.TOP_ONE, 5), ranking.measurement(Metric.TOP_ONE, 5));
  }

  @Test
  void complement_turnsTheInterval() {
    Estimate turned = new Estimate(0.25, 0.125, 0.5).complement();

    assertEquals(new Estimate(0.75, 0.5, 0.875), turned);
  }
}
