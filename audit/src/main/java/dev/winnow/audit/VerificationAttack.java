package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.verification.Verification;
import dev.winnow.attack.verification.VerificationScores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Telling whether two captures show one person, of whom nothing was known before. */
record VerificationAttack() implements ViewAttack {
  @Override
  public String word() {
    return "verification";
  }

  @Override
  public boolean trains() {
    return false;
  }

  @Override
  public List<AttackResult> on(Trial trial, AuditContext context) {
    return on(trial, people(trial.protocol()), context);
  }

  @Override
  public List<AttackResult> shuffled(Trial trial, AuditContext context) {
    List<Integer> shuffled = new ArrayList<>(people(trial.protocol()));
    Collections.shuffle(shuffled, new Random(context.seed()));
    return on(trial, shuffled, context);
  }

  /** Who is on each row of a view. */
  private static List<Integer> people(ClosedSetProtocol protocol) {
    return Stream.concat(protocol.known().stream(), protocol.unknown().stream())
        .map(ClosedSetProtocol.Shown::person)
        .toList();
  }

  /** What the service says of each row: an attacker has it beside what was sent. */
  private static List<String> labels(ClosedSetProtocol protocol, AuditContext context) {
    return protocol.samples().stream()
        .map(sample -> sample.label(context.primary()).orElseThrow())
        .toList();
  }

  private List<AttackResult> on(Trial trial, List<Integer> people, AuditContext context) {
    List<AttackResult> results = new ArrayList<>();
    for (VerificationScores recognition :
        Verification.recognitions(
            trial.view().rows().values(),
            people,
            labels(trial.protocol(), context),
            context.seed(),
            context.threads())) {
      for (Measurement measurement : recognition.measurement(context.seed())) {
        results.add(new AttackResult(word(), measurement, List.of(), List.of(recognition)));
      }
    }
    return results;
  }
}
