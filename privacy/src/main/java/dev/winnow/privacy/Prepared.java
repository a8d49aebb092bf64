package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.List;

/**
 * {@link Evidence} as adversaries work on it.
 *
 * @param known features to learn from, of the shape [rows, values]
 * @param knownPeople the number of the person behind each of these rows
 * @param unknown features to name, of as many values
 * @param unknownPeople the right answers, by which an adversary is scored
 */
public record Prepared(
    Tensor known, List<Integer> knownPeople, Tensor unknown, List<Integer> unknownPeople) {
  public Prepared {
    knownPeople = List.copyOf(knownPeople);
    unknownPeople = List.copyOf(unknownPeople);
  }

  /** How many people there are to choose from: one more than the largest number. */
  int people() {
    return 1 + knownPeople.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
