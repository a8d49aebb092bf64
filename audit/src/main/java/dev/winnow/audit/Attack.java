package dev.winnow.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way of getting at what a view hides. It does the same to every view, learning anew each time;
 * the views of raw images and of the label alone are its controls.
 */
sealed interface Attack permits IdentificationAttack, VerificationAttack, AttributeInferenceAttack {
  /** For people, and to tell it from others. */
  String word();

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
   * learns from. More than chance says that the attack is broken. Empty where nothing can be dealt.
   */
  default List<AttackResult> shuffled(Trial trial, AuditContext context) {
    return List.of();
  }
}
