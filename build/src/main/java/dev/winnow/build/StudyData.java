package dev.winnow.build;

import dev.winnow.audit.PreparedSamples;
import dev.winnow.core.InputSpec;
import dev.winnow.data.Partition;
import java.util.Optional;

/**
 * What a study learns from and measures on.
 *
 * @param captures prepared as the network wants them
 * @param partition of the captures' set, people apart: nothing is learned from its test part
 * @param primary column of the label that the service needs, or columns of several joined by {@code
 *     +}, in the order of the network's outputs
 * @param sensitive column of who is on a capture; without one, leakage is not measured
 * @param seed of every random choice
 */
public record StudyData(
    PreparedSamples captures,
    Partition partition,
    String primary,
    Optional<String> sensitive,
    long seed) {
  InputSpec preprocessing() {
    return captures.preprocessor().spec();
  }

  int threads() {
    return captures.threads();
  }
}
