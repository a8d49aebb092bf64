package dev.winnow.build.plan;

import dev.winnow.build.EmbeddingPlan;
import dev.winnow.build.NoiseSearchSpace;
import dev.winnow.build.UncutNetwork;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.data.Partition;
import dev.winnow.onnx.NetworkImport;
import java.util.Optional;

/**
 * What is planned for.
 *
 * @param uncut the network that the provider owns, its classes named
 * @param imported the same, before an input was put in front that takes captures
 * @param partition of the captures' set; the test part is not looked at
 * @param primary column of the label that the service needs
 * @param sensitive column of who is on a capture, by which leakage is measured where there is one
 * @param settings how embeddings learn
 * @param device whose milliseconds candidates cost, by its profile; empty for this machine, on
 *     which they are run
 * @param budget of the edge, and of what may be told
 * @param seed of every random choice
 */
public record PlanTask(
    UncutNetwork uncut,
    NetworkImport imported,
    Partition partition,
    String primary,
    Optional<String> sensitive,
    Settings settings,
    Optional<DeviceProfile> device,
    PlanBudget budget,
    long seed) {
  /** How an embedding learns. */
  @FunctionalInterface
  public interface Settings {
    /**
     * Of one embedding.
     *
     * @param effort share of the whole training, above 0 to 1
     */
    EmbeddingPlan of(Embedding embedding, InputSpec input, NoiseSearchSpace noise, double effort);
  }
}
