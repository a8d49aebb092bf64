package dev.winnow.build;

import dev.winnow.core.Embedding;
import dev.winnow.learn.siamese.FineTuningSettings;
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
 */
public record EmbeddingPlan(
    List<Embedding> embeddings,
    OptionalInt dims,
    NoiseSearchSpace noise,
    Optional<FineTuningSettings> tuning,
    Optional<FineTuningSettings> joint) {
  /**
   * @throws IllegalArgumentException if there is nothing to build, an embedding takes fine-tuning
   *     and there are no settings for it, or there are some of joint fine-tuning and the noise is
   *     not Gaussian
   */
  public EmbeddingPlan {
    embeddings = List.copyOf(embeddings);
    if (embeddings.isEmpty()) {
      throw new IllegalArgumentException("no embedding to build");
    }
    if (tuning.isEmpty() && isTuned(embeddings)) {
      throw new IllegalArgumentException(embeddings + " take settings of fine-tuning");
    }
    if (joint.isPresent() && !noise.isGaussian()) {
      throw new IllegalArgumentException(
          "fine-tuning together with the noise takes Gaussian noise, not " + noise);
    }
  }

  /** Whether any of these embeddings takes fine-tuning. */
  public static boolean isTuned(List<Embedding> embeddings) {
    return embeddings.contains(Embedding.SIAMESE) || embeddings.contains(Embedding.ADVANCED);
  }

  boolean wants(Embedding embedding) {
    return embeddings.contains(embedding);
  }

  /** Whether there is noise to add to an embedding's feature. */
  boolean randomises(Embedding embedding) {
    return !noise.isEmpty() && (embedding == Embedding.REDUCED || embedding == Embedding.ADVANCED);
  }
}
