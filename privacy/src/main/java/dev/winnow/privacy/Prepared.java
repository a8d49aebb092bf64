package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Evidence} as adversaries work on it.
 *
 * @param known features to learn from, of the shape [rows, values]
 * @param knownPeople the number of the person behind each of these rows
 * @param unknown features to name, of as many values
 * @param unknownPeople the right answers, by which an adversary is scored
 * @param shown who is on each unknown row
 */
public record Prepared(
    Tensor known,
    List<Integer> knownPeople,
    Tensor unknown,
    List<Integer> unknownPeople,
    List<Integer> shown) {
  public Prepared {
    knownPeople = List.copyOf(knownPeople);
    unknownPeople = List.copyOf(unknownPeople);
    shown = List.copyOf(shown);
  }

  /**
   * Rows of the known features, or of others made of them, by the number of their person.
   *
   * @param rows as many as there are known ones, in their order
   */
  float[][][] knownByPerson(Tensor rows) {
    List<List<float[]>> people = new ArrayList<>();
    for (int i = 0; i < people(); i++) {
      people.add(new ArrayList<>());
    }
    float[][] all = Columns.rows(rows);
    for (int row = 0; row < all.length; row++) {
      people.get(knownPeople.get(row)).add(all[row]);
    }
    return people.stream().map(own -> own.toArray(float[][]::new)).toArray(float[][][]::new);
  }

  /** How many people there are to choose from: one more than the largest number. */
  int people() {
    return 1 + knownPeople.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
