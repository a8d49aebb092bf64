package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * {@link AttackData} as adversaries work on it.
 *
 * @param known features to learn from, of the shape [rows, values]
 * @param knownPeople the number of the person behind each of these rows
 * @param unknown features to name, of as many values
 * @param unknownPeople the right answers, by which an adversary is scored
 * @param shown who is on each unknown row
 */
public record PreparedData(
    Tensor known,
    List<Integer> knownPeople,
    Tensor unknown,
    List<Integer> unknownPeople,
    List<Integer> shown) {
  public PreparedData {
    knownPeople = List.copyOf(knownPeople);
    unknownPeople = List.copyOf(unknownPeople);
    shown = List.copyOf(shown);
  }

  /**
   * Rows of the known features, or of others made of them, by the number of their person.
   *
   * @param rows as many as there are known ones, in their order
   */
  public float[][][] knownByPerson(Tensor rows) {
    int[][] own = RowsByPerson.of(knownPeople, people());
    float[][] all = Columns.rows(rows);
    // Copied, so that whoever goes through a person's rows goes through memory in order.
    return Arrays.stream(own)
        .map(of -> Arrays.stream(of).mapToObj(row -> all[row].clone()).toArray(float[][]::new))
        .toArray(float[][][]::new);
  }

  /** How many people there are to choose from: one more than the largest number. */
  int people() {
    return 1 + knownPeople.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
