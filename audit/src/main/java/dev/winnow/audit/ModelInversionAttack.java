package dev.winnow.audit;

import dev.winnow.attack.reconstruction.Reconstruction;
import dev.winnow.attack.reconstruction.ReconstructionTargets;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.image.CropWindow;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.InputConverter;
import dev.winnow.learn.inversion.ModelInversion;
import dev.winnow.learn.inversion.ModelInversionSettings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The attacker who has the extractor in hand, as every client does: it searches for the image whose
 * feature is what was sent, from what the decoder saw. A search costs some seconds an image, so
 * that only some of the captures are searched for, spread over all people.
 */
final class ModelInversionAttack {
  private static final int MOST = 96;

  private final AuditContext context;
  private final ReconstructionTargets originals;

  ModelInversionAttack(AuditContext context, ReconstructionTargets originals) {
    this.context = context;
    this.originals = originals;
  }

  /**
   * Searches.
   *
   * @param sent features of the originals, in their order
   * @param starts what a decoder saw in them
   */
  Reconstruction of(ReleasedFeatures released, Tensor sent, Tensor starts) {
    ImageSpec prepared = released.manifest().preprocessing().asImage("the search for captures");
    int[] some = some();
    Tensor found =
        ModelInversion.run(
            released.extractor(),
            sent.gathered(some),
            InputConverter.of(prepared, CropWindow.WHOLE, prepared).apply(starts.gathered(some)),
            prepared,
            ModelInversionSettings.standard(context.threads()),
            Progress.NONE);
    List<Integer> people = IntStream.of(some).mapToObj(originals.people()::get).toList();
    ReconstructionTargets asked =
        new ReconstructionTargets(
            originals.images().gathered(some),
            people,
            originals.guess(),
            prepared,
            originals.gallery());
    int factor = prepared.height() / originals.images().shape().dim(2);
    return Reconstruction.of(
        "white-box", Denormalizer.smaller(found, factor), asked, context.seed());
  }

  private int[] some() {
    int all = originals.people().size();
    int count = Math.min(MOST, all);
    return IntStream.range(0, count).map(i -> (int) ((long) i * all / count)).toArray();
  }
}
