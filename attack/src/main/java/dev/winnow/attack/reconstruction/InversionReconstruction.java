package dev.winnow.attack.reconstruction;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.image.CropWindow;
import dev.winnow.image.Denormalizer;
import dev.winnow.image.InputConverter;
import dev.winnow.learn.inversion.ModelInversion;
import dev.winnow.learn.inversion.ModelInversionSettings;
import dev.winnow.onnx.Network;
import java.util.stream.IntStream;

/**
 * The attacker who has the extractor in hand, as every client does: it searches for the image whose
 * feature is what was sent, from what a decoder made of it. A search costs some seconds an image,
 * so that only some of the targets are searched for, spread over all people.
 *
 * @param extractor from images to features
 * @param seed of the intervals
 * @param threads that compute
 */
public record InversionReconstruction(Network extractor, long seed, int threads) {
  /** The word for it in tables and JSON. */
  public static final String WORD = "white-box";

  private static final int MOST = 96;

  /**
   * Searches.
   *
   * @param sent features of the targets, in their order
   * @param starts what a decoder made of them
   */
  public Reconstruction of(Tensor sent, Tensor starts, ReconstructionTargets targets) {
    ImageSpec prepared = targets.preprocessing();
    int[] some = some(targets.people().size());
    Tensor found =
        ModelInversion.run(
            extractor,
            sent.gathered(some),
            InputConverter.of(prepared, CropWindow.WHOLE, prepared).apply(starts.gathered(some)),
            prepared,
            ModelInversionSettings.standard(threads),
            Progress.NONE);
    int factor = prepared.height() / targets.images().shape().dim(2);
    return Reconstruction.of(WORD, Denormalizer.smaller(found, factor), targets.only(some), seed);
  }

  private static int[] some(int all) {
    int count = Math.min(MOST, all);
    return IntStream.range(0, count).map(i -> (int) ((long) i * all / count)).toArray();
  }
}
