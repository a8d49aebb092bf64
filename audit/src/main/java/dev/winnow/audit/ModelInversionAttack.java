package dev.winnow.audit;

import dev.winnow.attack.reconstruction.InversionReconstruction;
import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.onnx.quantization.Dequantization;

/**
 * Making captures of what a package sends with the extractor in hand, from what a decoder made of
 * it.
 *
 * @param decoder the attack on the same package whose captures are the starts
 */
record ModelInversionAttack(ReconstructionAttack decoder) implements Attack {
  @Override
  public String word() {
    return InversionReconstruction.WORD;
  }

  @Override
  public boolean trains() {
    return true;
  }

  @Override
  public ControlledResult on(ReleasedFeatures released, AuditContext context) {
    Reconstruction found =
        new InversionReconstruction(
                // Of integers there is no gradient; of the floats that they stand for there is.
                Dequantization.of(released.extractor()),
                released.manifest().preprocessing(),
                context.seed(),
                context.threads())
            .of(
                ReconstructionAttack.sent(released, context),
                decoder.decoded(released, context).captures(),
                context.reconstruction().targets());
    return ControlledResult.of(ReconstructionAttack.results(word(), found));
  }
}
