package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.reconstruction.DecoderReconstruction;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.Recogniser;
import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.image.Denormalizer;
import dev.winnow.trust.Effort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the reconstruction attacks on all packages of a context have in common: small images of the
 * attacker's own captures and of the line-up's unknown ones, and what is seen in the controls.
 *
 * @param learned small images of the attacker's own captures
 * @param targets small images of the unknown captures
 * @param attacker who learns from the former
 * @param raw what is seen in the targets themselves
 * @param label what is seen in the label alone
 */
record ReconstructionData(
    FeatureTable learned,
    ReconstructionTargets targets,
    DecoderReconstruction attacker,
    Reconstruction raw,
    Reconstruction label) {
  private static final Map<Effort, Integer> EPOCHS =
      Map.of(Effort.QUICK, 6, Effort.STANDARD, 16, Effort.THOROUGH, 30);

  /**
   * Makes small images.
   *
   * @param factor by how much they shrink
   */
  static ReconstructionData of(
      AuditContext context, int factor, Effort effort, Optional<Recogniser> recogniser) {
    ImageSpec prepared = context.image();
    Shape small =
        Shape.of(
            prepared.colour().channels(), prepared.height() / factor, prepared.width() / factor);
    FeatureTable learned =
        context
            .captures()
            .rows(
                context.background(),
                small,
                images -> Denormalizer.smaller(images, factor),
                Progress.NONE);
    ReconstructionTargets targets = targets(context, factor, learned, recogniser);
    DecoderReconstruction attacker =
        new DecoderReconstruction(
            learned.values(), EPOCHS.getOrDefault(effort, 1), context.seed(), context.threads());
    return new ReconstructionData(
        learned,
        targets,
        attacker,
        targets.raw(context.seed()),
        attacker.of(
            context.label(learned.samples()).values(),
            context.label(unknown(context)).values(),
            targets));
  }

  /** The captures that the attacker is asked about. */
  static List<Sample> unknown(AuditContext context) {
    return context.protocol().unknown().stream().map(ClosedSetProtocol.Shown::sample).toList();
  }

  private static ReconstructionTargets targets(
      AuditContext context, int factor, FeatureTable learned, Optional<Recogniser> recogniser) {
    ImageSpec prepared = context.image();
    ClosedSetProtocol protocol = context.protocol();
    Tensor images = context.images().rows().values();
    int known = protocol.known().size();
    Optional<Gallery> gallery =
        recogniser.map(
            who ->
                Gallery.of(
                    who,
                    images.rows(0, known),
                    protocol.known().stream().map(ClosedSetProtocol.Shown::person).toList(),
                    prepared,
                    context.threads()));
    return ReconstructionTargets.of(
        Denormalizer.smaller(images.rows(known, known + protocol.unknown().size()), factor),
        protocol.unknown().stream().map(ClosedSetProtocol.Shown::person).toList(),
        learned.values(),
        prepared,
        gallery);
  }
}
