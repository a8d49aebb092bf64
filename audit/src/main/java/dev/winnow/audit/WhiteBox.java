package dev.winnow.audit;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.data.Reframing;
import dev.winnow.data.Restored;
import dev.winnow.data.Window;
import dev.winnow.learn.Inversion;
import dev.winnow.learn.InversionSettings;
import dev.winnow.privacy.Originals;
import dev.winnow.privacy.Reconstruction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The attacker who has the extractor in hand, as every client does: it searches for the picture
 * whose feature is what was sent, from what the decoder saw. A search costs some seconds a picture,
 * so that only some of the captures are searched for, spread over all people.
 */
final class WhiteBox {
  private static final int MOST = 96;

  private final Scene scene;
  private final Originals originals;

  WhiteBox(Scene scene, Originals originals) {
    this.scene = scene;
    this.originals = originals;
  }

  /**
   * Searches.
   *
   * @param sent features of the originals, in their order
   * @param starts what a decoder saw in them
   */
  Reconstruction of(Exposure exposure, Tensor sent, Tensor starts) {
    Preprocessing prepared = exposure.manifest().preprocessing();
    int[] some = some();
    Tensor found =
        Inversion.run(
            exposure.extractor(),
            sent.gathered(some),
            Reframing.of(prepared, Window.WHOLE, prepared).apply(starts.gathered(some)),
            prepared,
            InversionSettings.standard(scene.threads()),
            Progress.NONE);
    List<Integer> people = IntStream.of(some).mapToObj(originals.people()::get).toList();
    Originals asked =
        new Originals(
            originals.pictures().gathered(some),
            people,
            originals.guess(),
            prepared,
            originals.gallery());
    int factor = prepared.height() / originals.pictures().shape().dim(2);
    return Reconstruction.of("white-box", Restored.smaller(found, factor), asked, scene.seed());
  }

  private int[] some() {
    int all = originals.people().size();
    int count = Math.min(MOST, all);
    return IntStream.range(0, count).map(i -> (int) ((long) i * all / count)).toArray();
  }
}
