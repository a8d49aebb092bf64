package dev.winnow.attack.regression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two halves of the known people, by which a regressor chooses its settings: what suits captures of
 * people whom it learned from would be too fine for strangers.
 */
final class PeopleFolds {
  private PeopleFolds() {}

  /**
   * Rows of every other person, and the rest.
   *
   * @param people on each row, of at least two
   */
  static List<int[]> of(List<Integer> people) {
    List<Integer> distinct = people.stream().distinct().toList();
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < distinct.size(); i += 2) {
      first.add(distinct.get(i));
    }
    List<int[]> folds = new ArrayList<>();
    for (boolean in : new boolean[] {true, false}) {
      folds.add(
          IntStream.range(0, people.size())
              .filter(row -> first.contains(people.get(row)) == in)
              .toArray());
    }
    return folds;
  }
}
