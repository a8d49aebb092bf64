package dev.winnow.attack.reconstruction;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The captures that an attacker tries to make again, by which it is scored.
 *
 * @param captures of people whom the attacker's decoder was not trained on, in its form
 * @param people who is on each
 * @param guess of somebody who knows nothing: the mean of the captures the attacker learned from
 * @param form of all of them
 * @param judge who names the same people on reconstructions; without one, nobody is named
 */
public record ReconstructionTargets(
    Tensor captures,
    List<Integer> people,
    Tensor guess,
    ReconstructionForm form,
    Optional<? extends ReconstructionJudge> judge) {
  public ReconstructionTargets {
    people = List.copyOf(people);
    if (captures.shape().dim(0) != people.size() || people.isEmpty()) {
      throw new IllegalArgumentException(
          "%d captures show %d people".formatted(captures.shape().dim(0), people.size()));
    }
    if (!captures.shape().row().equals(guess.shape())) {
      throw new IllegalArgumentException(
          "captures of the shape %s and a guess of %s"
              .formatted(captures.shape().row(), guess.shape()));
    }
  }

  /**
   * Targets of an attacker who has captures of its own, of which its guess is the mean.
   *
   * @param learned captures of the attacker's, in the form of the targets
   */
  public static ReconstructionTargets of(
      Tensor captures,
      List<Integer> people,
      Tensor learned,
      ReconstructionForm form,
      Optional<? extends ReconstructionJudge> judge) {
    return new ReconstructionTargets(captures, people, mean(learned), form, judge);
  }

  /** Some of them. */
  public ReconstructionTargets only(int[] rows) {
    return new ReconstructionTargets(
        captures.gathered(rows),
        IntStream.of(rows).mapToObj(people::get).toList(),
        guess,
        form,
        judge);
  }

  /**
   * The first row of each person, for people to look at.
   *
   * @param most rows
   */
  public List<Integer> firstOfEach(int most) {
    List<Integer> rows = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int row = 0; row < people.size() && rows.size() < most; row++) {
      if (seen.add(people.get(row))) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The control that leaks: who sees the captures themselves, in this form. */
  public Reconstruction raw(long seed) {
    return Reconstruction.of("raw", captures, this, seed);
  }

  /** The control that cannot leak: who sees the same guess every time. */
  public Reconstruction nothing(long seed) {
    return Reconstruction.of("guess", guesses(), this, seed);
  }

  /** The guess, once for each capture. */
  Tensor guesses() {
    Shape shape = captures.shape();
    Tensor guesses = Tensor.allocate(shape);
    for (int i = 0; i < shape.dim(0); i++) {
      guesses.rows(i, i + 1).buffer().put(guess.buffer());
    }
    return guesses;
  }

  private static Tensor mean(Tensor captures) {
    Shape one = captures.shape().row();
    Tensor mean = Tensor.allocate(one);
    int count = captures.shape().dim(0);
    double[] sums = new double[one.size()];
    for (int i = 0; i < count * sums.length; i++) {
      sums[i % sums.length] += captures.buffer().get(i);
    }
    for (int i = 0; i < sums.length; i++) {
      mean.buffer().put(i, (float) (sums[i] / count));
    }
    return mean;
  }
}
