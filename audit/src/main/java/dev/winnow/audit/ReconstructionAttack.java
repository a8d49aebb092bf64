package dev.winnow.audit;

import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.core.Tensor;
import dev.winnow.image.ContactSheet;
import dev.winnow.image.Image;
import java.util.List;
import java.util.Optional;

/**
 * Making images of what a package sends: a decoder learns from the attacker's own captures and is
 * asked about the line-up's unknown ones. It remembers the images, for whoever goes on from them.
 */
final class ReconstructionAttack implements Attack {
  private static final int SHOWN = 10;
  private static final int CELL = 56;

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

  /** The images that a decoder makes of what one package sends, in the order of the targets. */
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
    return new ReconstructionSheet(
        strip(context.reconstruction().raw().shown(some, targets)),
        strip(decoded(released, context).shown(some, targets)));
  }

  private static Image strip(List<Image> images) {
    return ContactSheet.of(List.of(images), CELL);
  }

  /** The numbers of a reconstruction. */
  static List<AttackResult> results(String word, Reconstruction found) {
    // Whoever made an image, it is the same number; controls are found by this word.
    return found.measurement().stream()
        .map(
            measurement ->
                AttackResult.of(
                    switch (measurement.metric()) {
                      case SSIM, PSNR, MSE -> "reconstruction";
                      default -> "reconstruction.reidentification";
                    },
                    measurement.by(word)))
        .toList();
  }
}
