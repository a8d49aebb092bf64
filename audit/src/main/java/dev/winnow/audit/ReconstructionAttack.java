package dev.winnow.audit;

import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.core.Tensor;
import dev.winnow.data.ReconstructionForm;
import java.util.List;
import java.util.Optional;

/**
 * Making captures of what a package sends: a decoder learns from the attacker's own captures and is
 * asked about the line-up's unknown ones. It remembers what it made, for whoever goes on from them.
 */
final class ReconstructionAttack implements Attack {
  private static final int SHOWN = 10;

  private Optional<Reconstruction> decoded = Optional.empty();

  @Override
  public String word() {
    return "decoder";
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public ControlledResult on(ReleasedFeatures released, AuditContext context) {
    ReconstructionData data = context.reconstruction();
    return new ControlledResult(
        results(word(), decoded(released, context)),
        results(word(), data.raw()),
        results(word(), data.label()),
        List.of());
  }

  /** The captures that a decoder makes of what one package sends, in the order of the targets. */
  synchronized Reconstruction decoded(ReleasedFeatures released, AuditContext context) {
    if (decoded.isEmpty()) {
      ReconstructionData data = context.reconstruction();
      Tensor learned = released.sent(data.learned().samples(), 0).values();
      decoded = Optional.of(data.attacker().of(learned, sent(released, context), data.targets()));
    }
    return decoded.get();
  }

  /** What a package sends of the captures that the attacker is asked about. */
  static Tensor sent(ReleasedFeatures released, AuditContext context) {
    return released.sent(ReconstructionData.unknown(context), 0).values();
  }

  /** The first unknown capture of the first few people, and what is seen of each. */
  ReconstructionSheet sheet(ReleasedFeatures released, AuditContext context) {
    ReconstructionTargets targets = context.reconstruction().targets();
    List<Integer> some = targets.firstOfEach(SHOWN);
    int[] rows = some.stream().mapToInt(Integer::intValue).toArray();
    Tensor originals = context.unknown().gathered(rows);
    ReconstructionForm form = targets.form();
    return new ReconstructionSheet(
        form.originals(originals),
        form.seen(decoded(released, context).captures().gathered(rows), originals));
  }

  /** The numbers of a reconstruction. */
  static List<AttackResult> results(String word, Reconstruction found) {
    // Whoever made a capture, it is the same number; controls are found by this word.
    return found.measurement().stream()
        .map(
            measurement ->
                AttackResult.of(
                    measurement.metric().isOfLikeness()
                        ? "reconstruction"
                        : "reconstruction.reidentification",
                    measurement.by(word)))
        .toList();
  }
}
