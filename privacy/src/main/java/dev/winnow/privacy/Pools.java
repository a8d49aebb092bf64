package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets of rows that are known to show one person. */
final class Pools {
  private Pools() {}

  /**
   * Rows of equal people, in their order, so many at a time; only a person's only pool is smaller.
   */
  static List<int[]> of(List<Integer> people, int captures) {
    if (captures < 1) {
      throw new IllegalArgumentException("pools of %d captures".formatted(captures));
    }
    Map<Integer, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < people.size(); row++) {
      rows.computeIfAbsent(people.get(row), person -> new ArrayList<>()).add(row);
    }
    List<int[]> pools = new ArrayList<>();
    for (List<Integer> own : rows.values()) {
      int size = Math.min(captures, own.size());
      for (int from = 0; from + size <= own.size(); from += size) {
        pools.add(own.subList(from, from + size).stream().mapToInt(Integer::intValue).toArray());
      }
    }
    return pools;
  }

  /** The rows of each person from 0 to a count, in their order. */
  static int[][] byPerson(List<Integer> people, int count) {
    int[] sizes = new int[count];
    people.forEach(person -> sizes[person]++);
    int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[count];
    for (int row = 0; row < people.size(); row++) {
      int person = people.get(row);
      rows[person][filled[person]++] = row;
    }
    return rows;
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
