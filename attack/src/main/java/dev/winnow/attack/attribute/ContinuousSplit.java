package dev.winnow.attack.attribute;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.regression.RegressionData;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The same as a {@link SubjectDisjointSplit} of a label that is a number, such as an age.
 *
 * @param known what the attacker learns from
 * @param unknown of other people, what it is asked about
 */
public record ContinuousSplit(List<Shown> known, List<Shown> unknown) {
  /** So many numbers are a scale; fewer may as well be codes of classes. */
  private static final int FEWEST_VALUES = 10;

  /** One to learn from and one to choose settings by. */
  private static final int FEWEST_PEOPLE = 2;

  /**
   * A capture.
   *
   * @param value of the label
   * @param person the number of who is on it
   */
  public record Shown(Sample sample, double value, int person) {}

  public ContinuousSplit {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /** Whether a label is a number wherever there is one, and takes at least ten values. */
  public static boolean isOf(List<Sample> samples, String label) {
    List<String> values = samples.stream().flatMap(sample -> sample.label(label).stream()).toList();
    return values.stream().allMatch(value -> number(value).isPresent())
        && values.stream().distinct().count() >= FEWEST_VALUES;
  }

  /**
   * Draws half of the people as known.
   *
   * @param samples of which those without the label are left out; one of nobody known counts as
   *     somebody seen once
   * @param identity column that names people
   * @param label column that the attacker is after, of which {@link #isOf} is true
   * @param seed of the draw
   * @throws NothingToInferException if the known people, or the others, are fewer than two or show
   *     one value only
   */
  public static ContinuousSplit of(List<Sample> samples, String identity, String label, long seed) {
    List<Sample> labelled = samples.stream().filter(s -> s.label(label).isPresent()).toList();
    DrawnPeople drawn = DrawnPeople.of(labelled, identity, seed);
    List<Shown> known = new ArrayList<>();
    List<Shown> unknown = new ArrayList<>();
    for (int i = 0; i < labelled.size(); i++) {
      double value = number(labelled.get(i).label(label).orElseThrow()).orElseThrow();
      (drawn.known(i) ? known : unknown)
          .add(new Shown(labelled.get(i), value, drawn.people().get(i)));
    }
    if (!varies(known) || !varies(unknown)) {
      throw new NothingToInferException(label);
    }
    return new ContinuousSplit(known, unknown);
  }

  /** All captures, the known ones first. */
  public List<Sample> samples() {
    return Stream.concat(known.stream(), unknown.stream()).map(Shown::sample).toList();
  }

  /**
   * What the attacker has of it.
   *
   * @param rows the features of {@link #samples}, in this order
   * @param threads that compute
   */
  public RegressionData data(Tensor rows, int threads) {
    AttackData features =
        new AttackData(
            rows.rows(0, known.size()),
            known.stream().map(Shown::person).toList(),
            rows.rows(known.size(), known.size() + unknown.size()),
            unknown.stream().map(Shown::person).toList());
    return new RegressionData(
        features.prepared(threads),
        known.stream().map(Shown::value).toList(),
        unknown.stream().map(Shown::value).toList());
  }

  private static boolean varies(List<Shown> shown) {
    return shown.stream().map(Shown::value).distinct().count() > 1
        && shown.stream().map(Shown::person).distinct().count() >= FEWEST_PEOPLE;
  }

  private static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException notOne) {
      return OptionalDouble.empty();
    }
  }
}
