package dev.winnow.build;

import dev.winnow.core.Embedding;
import dev.winnow.learn.bottleneck.BottleneckSettings;
import dev.winnow.learn.siamese.FineTuningSettings;
import dev.winnow.onnx.Cut;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is made of a feature.
 *
 * @param embeddings to build, each without noise and, if it is a reduced one, with
 * @param dims values of a reduced feature; empty for one less than classes, which is what it takes
 *     to tell them apart, of each head, and for {@value NoiseSearchSpace#WIDE} before codewords
 * @param noise how reduced features are randomised
 * @param tuning that makes siamese and advanced
 * @param joint fine-tuning of advanced with its noise; empty if that is not wanted
 * @param bottleneck how an encoder learns behind layers that stay as they are
 */
public record EmbeddingPlan(
    List<Embedding> embeddings,
    OptionalInt dims,
    NoiseSearchSpace noise,
    Optional<FineTuningSettings> tuning,
    Optional<FineTuningSettings> joint,
    Optional<BottleneckSettings> bottleneck) {
  /**
   * @throws IllegalArgumentException if there is nothing to build, an embedding takes fine-tuning
   *     or an encoder and there are no settings for it, or there are some of joint fine-tuning and
   *     the noise is not Gaussian
   */
  public EmbeddingPlan {
    embeddings = List.copyOf(embeddings);
    if (embeddings.isEmpty()) {
      throw new IllegalArgumentException("no embedding to build");
    }
    if (tuning.isEmpty() && isTuned(embeddings)) {
      throw new IllegalArgumentException(embeddings + " take settings of fine-tuning");
    }
    if (bottleneck.isEmpty() && embeddings.contains(Embedding.BOTTLENECK)) {
      throw new IllegalArgumentException(embeddings + " take settings of an encoder");
    }
    if (joint.isPresent() && !noise.isGaussian()) {
      throw new IllegalArgumentException(
          "fine-tuning together with the noise takes Gaussian noise, not " + noise);
    }
  }

  /** Whether any of these embeddings takes fine-tuning of the network itself. */
  public static boolean isTuned(List<Embedding> embeddings) {
    return embeddings.contains(Embedding.SIAMESE) || embeddings.contains(Embedding.ADVANCED);
  }

  /** Values of a reduced feature. */
  int dims(PrimaryTask primary, Cut cut) {
    return dims.orElse(noise.dims(primary, cut));
  }

  boolean wants(Embedding embedding) {
    return embeddings.contains(embedding);
  }

  /** Whether there is noise to add to an embedding's feature. */
  boolean randomises(Embedding embedding) {
    return !noise.isEmpty() && embedding != Embedding.SIMPLE && embedding != Embedding.SIAMESE;
  }
}
