package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.List;

/**
 * What an attacker has: features whose people it knows, and features whose people it has to name.
 *
 * @param known features it learns from, one a row, of any shape
 * @param knownPeople the number of the person behind each of these rows
 * @param unknown features it is asked about
 * @param unknownPeople the right answers, by which it is scored
 */
public record Evidence(
    Tensor known, List<Integer> knownPeople, Tensor unknown, List<Integer> unknownPeople) {
  public Evidence {
    knownPeople = List.copyOf(knownPeople);
    unknownPeople = List.copyOf(unknownPeople);
    requireAsMany(known, knownPeople);
    requireAsMany(unknown, unknownPeople);
  }

  /**
   * The evidence of a line-up.
   *
   * @param rows the features of {@link Lineup#samples}, in this order, the known ones first
   */
  public static Evidence of(Lineup lineup, Tensor rows) {
    int known = lineup.known().size();
    return new Evidence(
        rows.rows(0, known),
        lineup.known().stream().map(Lineup.Shown::person).toList(),
        rows.rows(known, known + lineup.unknown().size()),
        lineup.unknown().stream().map(Lineup.Shown::person).toList());
  }

  /** How many people there are to choose from: one more than the largest number. */
  int people() {
    return 1 + knownPeople.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /** The same with every column standardised, and each row flat. */
  Evidence standardised() {
    Standardiser standardiser = Standardiser.of(known);
    return new Evidence(
        standardiser.apply(known), knownPeople, standardiser.apply(unknown), unknownPeople);
  }

  private static void requireAsMany(Tensor rows, List<Integer> people) {
    if (rows.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d rows show %d people".formatted(rows.shape().dim(0), people.size()));
    }
  }
}
