package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Embedding;
import dev.winnow.learn.siamese.FineTuningSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EmbeddingPlanTest {
  private static void assertRefused(
      String part,
      List<Embedding> embeddings,
      NoiseSearchSpace noise,
      Optional<FineTuningSettings> tuning,
      Optional<FineTuningSettings> joint) {
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EmbeddingPlan(
                    embeddings, OptionalInt.empty(), noise, tuning, joint, Optional.empty()));
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::toString);
  }

  @Test
  void new_noEmbedding_isRefused() {
    assertRefused(
        "no embedding", List.of(), NoiseSearchSpace.NONE, Optional.empty(), Optional.empty());
  }

  @Test
  void new_siameseWithoutSettings_isRefused() {
    assertRefused(
        "fine-tuning",
        List.of(Embedding.SIMPLE, Embedding.SIAMESE),
        NoiseSearchSpace.NONE,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void new_bottleneckWithoutSettings_isRefused() {
    assertRefused(
        "encoder",
        List.of(Embedding.SIMPLE, Embedding.BOTTLENECK),
        NoiseSearchSpace.NONE,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void new_jointFineTuningWithRandomizedResponse_isRefused() {
    assertRefused(
        "Gaussian",
        List.of(Embedding.ADVANCED),
        NoiseSearchSpace.response(0.25, 5),
        Optional.of(PaintedPeople.tuning()),
        Optional.of(PaintedPeople.tuning()));
  }
}
