package dev.winnow.attack.adversary;

import dev.winnow.core.Tensor;
import dev.winnow.learn.linalg.RowSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What an attacker has: features whose people it knows, and features whose people it has to name.
 *
 * <p>Where the attacker is after another label than who it is, the values of that label stand in
 * for the people.
 *
 * @param known features it learns from, one a row, of any shape
 * @param knownPeople the number of the person behind each of these rows
 * @param unknown features it is asked about
 * @param unknownPeople the right answers, by which it is scored
 * @param shown who is on each unknown row, by any number: rows of one person are no independent
 *     evidence
 */
public record AttackData(
    Tensor known,
    List<Integer> knownPeople,
    Tensor unknown,
    List<Integer> unknownPeople,
    List<Integer> shown) {
  /** Rows that are wider than this times their number are turned. */
  private static final int WIDE = 2;

  public AttackData {
    knownPeople = List.copyOf(knownPeople);
    unknownPeople = List.copyOf(unknownPeople);
    requireAsMany(known, knownPeople);
    requireAsMany(unknown, unknownPeople);
    shown = List.copyOf(shown);
    requireAsMany(unknown, shown);
  }

  /** Data of people, each of whom is asked about. */
  public AttackData(
      Tensor known, List<Integer> knownPeople, Tensor unknown, List<Integer> unknownPeople) {
    this(known, knownPeople, unknown, unknownPeople, unknownPeople);
  }

  /**
   * What adversaries work on: every column standardised, for small directions tell as well as large
   * ones, and wide rows turned into the space that the known ones span, which keeps all that can be
   * learned from them and takes a fraction of the time.
   *
   * @param threads that compute
   */
  public PreparedData prepared(int threads) {
    PreparedData rows = standardised();
    return rows.known().shape().dim(1) > WIDE * rows.known().shape().dim(0)
        ? turned(rows.known(), rows.unknown(), threads)
        : rows;
  }

  /** Only standardised, so that every column is still what it was. */
  public PreparedData standardised() {
    Standardiser standardiser = Standardiser.of(known);
    return new PreparedData(
        standardiser.apply(known), knownPeople, standardiser.apply(unknown), unknownPeople, shown);
  }

  /** As it was sent. */
  public PreparedData untouched() {
    return new PreparedData(known, knownPeople, unknown, unknownPeople, shown);
  }

  private PreparedData turned(Tensor learned, Tensor asked, int threads) {
    RowSpace space = RowSpace.of(learned, threads);
    // Turning gathers the width's variance in fewer columns; they are to be of unit size again.
    double size = Math.sqrt((double) learned.shape().dim(0) / learned.shape().dim(1));
    return new PreparedData(
        scaled(space.coordinates(learned), size),
        knownPeople,
        scaled(space.coordinates(asked), size),
        unknownPeople,
        shown);
  }

  /**
   * The null control: the same with the known people shuffled among the known rows. Whoever names
   * more than chance from it has not learned from the features.
   */
  public AttackData shuffled(long seed) {
    List<Integer> shuffled = new ArrayList<>(knownPeople);
    Collections.shuffle(shuffled, new Random(seed));
    return new AttackData(known, shuffled, unknown, unknownPeople, shown);
  }

  private static Tensor scaled(Tensor tensor, double factor) {
    for (int i = 0; i < tensor.shape().size(); i++) {
      tensor.buffer().put(i, (float) (tensor.buffer().get(i) * factor));
    }
    return tensor;
  }

  private static void requireAsMany(Tensor rows, List<Integer> people) {
    if (rows.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d rows show %d people".formatted(rows.shape().dim(0), people.size()));
    }
  }
}
