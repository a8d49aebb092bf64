package dev.winnow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An attack that does the same to every view of captures, learning anew each time; the views of raw
 * captures and of the label alone are its controls.
 */
sealed interface ViewAttack extends Attack
    permits IdentificationAttack, VerificationAttack, AttributeInferenceAttack {
  /** What it finds in one draw. */
  List<AttackResult> on(Trial trial, AuditContext context);

  /**
   * What it finds in several draws: of each number the worst, with an interval that holds all.
   *
   * @param trials at least one, of which it finds the same numbers in the same order
   */
  default List<AttackResult> onAll(List<Trial> trials, AuditContext context) {
    List<List<AttackResult>> found = new ArrayList<>();
    trials.forEach(trial -> found.add(on(trial, context)));
    return IntStream.range(0, found.get(0).size())
        .mapToObj(i -> AttackResult.over(found.stream().map(results -> results.get(i)).toList()))
        .toList();
  }

  /**
   * The null control: what it finds where names, or labels, were dealt out at random among what it
   * learns from. More than chance says that the attack is broken.
   */
  List<AttackResult> shuffled(Trial trial, AuditContext context);

  /** What it finds in what every node sends, asked once. */
  @Override
  default ControlledResult on(ReleasedFeatures released, AuditContext context) {
    List<Trial> trials = new NodeQueries(released, context).once();
    return new ControlledResult(
        onAll(trials, context),
        context.raw(this).results(),
        context.label(this, trials.size()),
        shuffled(trials.get(0), context));
  }
}
