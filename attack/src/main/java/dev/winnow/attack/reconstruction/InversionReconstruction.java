package dev.winnow.attack.reconstruction;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Tensor;
import dev.winnow.learn.inversion.ModelInversion;
import dev.winnow.learn.inversion.ModelInversionSettings;
import dev.winnow.onnx.Network;
import java.util.stream.IntStream;

/**
 * The attacker who has the extractor in hand, as every client does: it searches for the image whose
 * feature is what was sent, from what a decoder made of it. A search costs some seconds a capture,
 * so that only some of the targets are searched for, spread over all people.
 *
 * @param extractor from captures to features
 * @param preprocessing of its captures
 * @param seed of the intervals
 * @param threads that compute
 */
public record InversionReconstruction(
    Network extractor, InputSpec preprocessing, long seed, int threads) {
  /** The word for it in tables and JSON. */
  public static final String WORD = "white-box";

  private static final int MOST = 96;

  /**
   * Searches.
   *
   * @param sent features of the targets, in their order
   * @param starts what a decoder made of them
   * @throws java.util.NoSuchElementException if the form of the targets does not lead back to what
   *     the extractor takes
   */
  public Reconstruction of(Tensor sent, Tensor starts, ReconstructionTargets targets) {
    int[] some = some(targets.people().size());
    Tensor found =
        ModelInversion.run(
            extractor,
            sent.gathered(some),
            targets.form().prepared(starts.gathered(some)).orElseThrow(),
            preprocessing,
            ModelInversionSettings.standard(threads),
            Progress.NONE);
    return Reconstruction.of(WORD, targets.form().of(found), targets.only(some), seed);
  }

  private static int[] some(int all) {
    int count = Math.min(MOST, all);
    return IntStream.range(0, count).map(i -> (int) ((long) i * all / count)).toArray();
  }
}
