package dev.winnow.edge.status;

import dev.winnow.cli.Units;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Whether a node can do what it is for. */
final class HealthCheck {
  /** Below this a database of features is about to fail. */
  private static final long LEAST_BYTES = 32_000_000;

  private HealthCheck() {}

  /** Why a certificate covers nothing now; empty if it does. */
  static Optional<String> expired(Certificate certificate, Instant now) {
    try {
      certificate.requireValid(now);
      return Optional.empty();
    } catch (UntrustedException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Why nothing can be kept in a folder; empty if there is room. */
  static Optional<String> full(Path folder) {
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
