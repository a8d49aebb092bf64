package dev.winnow.attack.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.identification.RankCounts;
import dev.winnow.attack.identification.Ranking;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighbourTest {
  /**
   * People who lie too far away are passed over unseen; the oracle weighs everybody, by squared
   * distances in double precision. Where people are apart nearly all are passed over, where they
   * are not, none.
   */
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 3", "2, 100", "8, 0", "8, 2", "8, 10", "9, 2", "17, 1"})
  void ranking_peopleNearAndFar_standsAsByAllDistances(int width, double apart) {
    PreparedData data = Synthetic.data(60, 5, 4, width, width, apart).prepared(1);

    Ranking ranking = Ranking.of(new NearestNeighbour(), data);

    assertEquals(byDistances(data), ranking.ranks());
  }

  /**
   * A feature that tells smiling from neutral puts everybody at the two ends of a line: a row
   * stands at the rim of its person's ball, so near to a feature there that single precision hardly
   * tells them apart. No rounding may lose the right person.
   */
  @Test
  void ranking_everybodyAtTwoEnds_neverPassesOverTheRightPerson() {
    AttackData crowd = Synthetic.data(24, 170, 70, 1, 0, 0);
    Random random = new Random(1);
    for (Tensor rows : List.of(crowd.known(), crowd.unknown())) {
      for (int row = 0; row < rows.shape().dim(0); row++) {
        double beyond = 1 + 0.01 * Math.abs(rows.buffer().get(row));
        rows.buffer().put(row, (float) (random.nextBoolean() ? beyond : -beyond));
      }
    }

    for (RankCounts rank : Ranking.of(new NearestNeighbour(), crowd.prepared(1)).ranks()) {
      assertTrue(rank.equal() >= 1, rank.toString());
    }
  }

  private static List<RankCounts> byDistances(PreparedData data) {
    float[][] known = Columns.rows(data.known());
    float[][] unknown = Columns.rows(data.unknown());
    List<RankCounts> ranks = new ArrayList<>();
    for (int row = 0; row < unknown.length; row++) {
      double[] nearest = new double[data.people()];
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      for (int other = 0; other < known.length; other++) {
        int person = data.knownPeople().get(other);
        nearest[person] = Math.min(nearest[person], squaredDistance(unknown[row], known[other]));
      }
      int right = data.unknownPeople().get(row);
      int better = 0;
      for (double distance : nearest) {
        better += distance < nearest[right] ? 1 : 0;
      }
      ranks.add(new RankCounts(right, data.shown().get(row), better, 1));
    }
    return ranks;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double apart = (double) a[i] - b[i];
      sum += apart * apart;
    }
    return sum;
  }
}
