package dev.winnow.attack.attribute;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Captures from which an attacker learns a label other than who it is, and captures of other people
 * whose label it has to find. Were the people the same, it would recognise them and need not read
 * the label.
 *
 * @param values of the label, in alphabetical order
 * @param known what the attacker learns from
 * @param unknown what it is asked about
 */
public record SubjectDisjointSplit(List<String> values, List<Shown> known, List<Shown> unknown) {

  /**
   * A capture.
   *
   * @param value of the label, an index into {@link SubjectDisjointSplit#values}
   * @param person the number of who is on it
   */
  public record Shown(Sample sample, int value, int person) {}

  public SubjectDisjointSplit {
    values = List.copyOf(values);
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }

  /**
   * Draws half of the people as known.
   *
   * @param samples of which those without the label are left out; one of nobody known counts as
   *     somebody seen once
   * @param identity column that names people
   * @param label column that the attacker is after
   * @param seed of the draw
   * @throws NothingToInferException if the known people, or the others, do not show two values that
   *     the attacker could learn
   */
  public static SubjectDisjointSplit of(
      List<Sample> samples, String identity, String label, long seed) {
    List<Sample> labelled = samples.stream().filter(s -> s.label(label).isPresent()).toList();
    DrawnPeople drawn = DrawnPeople.of(labelled, identity, seed);
    TreeSet<String> values = new TreeSet<>();
    for (int i = 0; i < labelled.size(); i++) {
      if (drawn.known(i)) {
        values.add(labelled.get(i).label(label).orElseThrow());
      }
    }
    return divided(labelled, drawn, List.copyOf(values), label);
  }

  /** All captures, the known ones first. */
  public List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    known.forEach(shown -> all.add(shown.sample()));
    unknown.forEach(shown -> all.add(shown.sample()));
    return all;
  }

  /**
   * What the attacker has of it, where the values of the label stand in for people.
   *
   * @param rows the features of {@link #samples}, in this order
   */
  public AttackData data(Tensor rows) {
    return new AttackData(
        rows.rows(0, known.size()),
        known.stream().map(Shown::value).toList(),
        rows.rows(known.size(), known.size() + unknown.size()),
        unknown.stream().map(Shown::value).toList(),
        unknown.stream().map(Shown::person).toList());
  }

  private static SubjectDisjointSplit divided(
      List<Sample> labelled, DrawnPeople drawn, List<String> values, String label) {
    List<Shown> known = new ArrayList<>();
    List<Shown> unknown = new ArrayList<>();
    for (int i = 0; i < labelled.size(); i++) {
      int value = values.indexOf(labelled.get(i).label(label).orElseThrow());
      // Nobody can name a value of which nothing was seen.
      if (value >= 0) {
        (drawn.known(i) ? known : unknown)
            .add(new Shown(labelled.get(i), value, drawn.people().get(i)));
      }
    }
    if (unknown.stream().map(Shown::value).distinct().count() < 2) {
      throw new NothingToInferException(label);
    }
    return new SubjectDisjointSplit(values, known, unknown);
  }
}
