package dev.winnow.attack.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that show the same person. */
public final class RowsByPerson {
  private RowsByPerson() {}

  /**
   * All rows of each person together, in their order.
   *
   * @param people the number of the person on each row
   * @return in the order in which people first appear
   */
  public static List<int[]> of(List<Integer> people) {
    Map<Integer, List<Integer>> rows = new LinkedHashMap<>();
    for (int row = 0; row < people.size(); row++) {
      rows.computeIfAbsent(people.get(row), person -> new ArrayList<>()).add(row);
    }
    return rows.values().stream()
        .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /**
   * The rows of each person from 0 to a count, in their order.
   *
   * @param people the number of the person on each row, less than the count
   */
  public static int[][] of(List<Integer> people, int count) {
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
}
