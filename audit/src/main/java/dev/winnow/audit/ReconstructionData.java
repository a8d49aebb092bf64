package dev.winnow.audit;

import dev.winnow.attack.identification.ClosedSetProtocol;
import dev.winnow.attack.reconstruction.DecoderReconstruction;
import dev.winnow.attack.reconstruction.Gallery;
import dev.winnow.attack.reconstruction.PersonClassifier;
import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionJudge;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.core.Progress;
import dev.winnow.data.ReconstructionForm;
import dev.winnow.data.Sample;
import dev.winnow.trust.Effort;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the reconstruction attacks on all packages of a context have in common: the attacker's own
 * captures and the line-up's unknown ones in the form of a decoder, and what is seen in the
 * controls.
 *
 * @param learned the attacker's own captures
 * @param targets the unknown captures
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

  /** Brings captures into their form, and has a decoder learn from the label alone. */
  static ReconstructionData of(
      AuditContext context,
      ReconstructionForm form,
      Effort effort,
      Optional<FaceRecogniser> recogniser) {
    FeatureTable learned =
        context.captures().rows(context.background(), form.shape(), form::of, Progress.NONE);
    ReconstructionTargets targets =
        ReconstructionTargets.of(
            form.of(context.unknown()),
            people(context.protocol().unknown()),
            learned.values(),
            form,
            recogniser.isPresent()
                ? Optional.of(gallery(recogniser.get(), context))
                : classifier(form, context));
    DecoderReconstruction attacker =
        new DecoderReconstruction(
            learned.values(),
            form.epochs(EPOCHS.getOrDefault(effort, 1)),
            context.seed(),
            context.threads());
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

  private static Gallery gallery(FaceRecogniser recogniser, AuditContext context) {
    return Gallery.of(
        recogniser,
        context.known(),
        people(context.protocol().known()),
        context.captures().preprocessor().spec(),
        context.threads());
  }

  /** Who learned from real captures, where that is enough to name people on reconstructions. */
  private static Optional<ReconstructionJudge> classifier(
      ReconstructionForm form, AuditContext context) {
    return form.judged().isEmpty()
        ? Optional.empty()
        : Optional.of(
            PersonClassifier.of(
                form.judged(),
                form.of(context.known()),
                people(context.protocol().known()),
                form.of(context.unknown()),
                people(context.protocol().unknown()),
                context.seed(),
                context.threads()));
  }

  private static List<Integer> people(List<ClosedSetProtocol.Shown> captures) {
    return captures.stream().map(ClosedSetProtocol.Shown::person).toList();
  }
}
