package dev.winnow.edge.status;

import dev.winnow.cli.Units;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a node can do what it is for.
 *
 * @param certificate that covers what it sends
 * @param folder in which it keeps what it sends
 */
record HealthCheck(Optional<Certificate> certificate, Optional<Path> folder) {
  /** Below this a database of features is about to fail. */
  private static final long LEAST_BYTES = 32_000_000;

  /**
   * Why it does not work.
   *
   * @param others reasons that are known already
   * @return a sentence for each reason; none while it works
   */
  List<String> reasons(List<String> others, Instant now) {
    List<String> reasons = new ArrayList<>();
    certificate.flatMap(shown -> expired(shown, now)).ifPresent(reasons::add);
    folder.flatMap(HealthCheck::full).ifPresent(reasons::add);
    reasons.addAll(others);
    return reasons;
  }

  private static Optional<String> expired(Certificate certificate, Instant now) {
    try {
      certificate.requireValid(now);
      return Optional.empty();
    } catch (UntrustedException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> full(Path folder) {
    try {
      long left = Files.getFileStore(folder).getUsableSpace();
      return left >= LEAST_BYTES
          ? Optional.empty()
          : Optional.of(
              "the disk of %s is full (%s left); make room".formatted(folder, Units.bytes(left)));
    } catch (IOException e) {
      return Optional.of(
          "the folder %s cannot be looked at (%s); see whether its disk is there"
              .formatted(folder, e.getMessage()));
    }
  }
}
