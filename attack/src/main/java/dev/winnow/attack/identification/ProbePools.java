package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Sets of rows that are known to show one person. */
final class ProbePools {
  private ProbePools() {}

  /**
   * Whole pools of rows of one person, which are drawn at random without taking a row twice. Rows
   * that do not fill a pool are left out, and so are people of fewer rows.
   *
   * @param people the number of the person on each row
   * @param captures in every pool, at least 1
   * @param seed of the draws: the same people and seed give the same pools, whatever the rows hold
   * @return the pools of one person after those of another; none if nobody has enough
   */
  static List<int[]> of(List<Integer> people, int captures, long seed) {
    if (captures < 1) {
      throw new IllegalArgumentException("pools of %d captures".formatted(captures));
    }
    Random random = new Random(seed);
    List<int[]> pools = new ArrayList<>();
    for (int[] rows : RowsByPerson.of(people)) {
      List<Integer> own = new ArrayList<>(Arrays.stream(rows).boxed().toList());
      Collections.shuffle(own, random);
      for (int from = 0; from + captures <= own.size(); from += captures) {
        pools.add(array(own.subList(from, from + captures)));
      }
    }
    return pools;
  }

  private static int[] array(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The rows of all pools, one after another. */
  static Tensor gathered(Tensor rows, List<int[]> pools) {
    return rows.gathered(pools.stream().flatMapToInt(Arrays::stream).toArray());
  }

  /** Sets the sum over each pool of scores that stand as {@link #gathered} has them. */
  static void sum(float[] scores, List<int[]> pools, float[] into) {
    int at = 0;
    for (int pool = 0; pool < into.length; pool++) {
      into[pool] = 0;
      for (int i = 0; i < pools.get(pool).length; i++) {
        into[pool] += scores[at++];
      }
    }
  }
}
