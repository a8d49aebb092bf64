package dev.winnow.audit;

import java.util.List;

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
    return AttackResult.overDraws(trials.stream().map(trial -> on(trial, context)).toList());
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
    List<AttackResult> found = onAll(trials, context);
    if (released.areWhole()) {
      context.found(this, released, found);
    }
    return new ControlledResult(
        found,
        context.raw(this, released).results(),
        context.label(this, trials.size()),
        shuffled(trials.get(0), context));
  }
}
