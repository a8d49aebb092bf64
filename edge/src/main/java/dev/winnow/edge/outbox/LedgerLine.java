package dev.winnow.edge.outbox;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A request that left, or may have left.
 *
 * @param time when it was about to
 * @param source of the captures, as the node's owner named it; empty if it asked only what the
 *     server is
 * @param extractor name and version
 * @param certificate digest of what covered the features, or {@code uncertified}
 * @param address of the analyzer
 * @param features in it
 * @param captures of these that had never left before
 * @param bits that these told at most; empty if nothing bounds them
 * @param bytes of head and body
 * @param outcome {@code answered}, {@code refused}, {@code lost}, {@code unsent}, or {@code under
 *     way} if the node ended meanwhile
 */
public record LedgerLine(
    Instant time,
    String source,
    String extractor,
    String certificate,
    String address,
    long features,
    long captures,
    OptionalDouble bits,
    long bytes,
    String outcome) {
  /** What stands for the certificate where there is none. */
  public static final String UNCERTIFIED = "uncertified";

  /** Outcome of a request whose end nobody saw. */
  public static final String UNDER_WAY = "under way";

  /** Whether no byte left: there was no connection. */
  public boolean isUnsent() {
    return outcome.equals("unsent");
  }

  /** Captures that never left. */
  public record Dropped(String day, String source, String reason, long captures) {}
}
