package dev.winnow.edge.delivery;

import java.time.Duration;

/**
 * Hears how requests and analyzers fare. Called by several threads, also while others wait; must
 * return quickly.
 */
@FunctionalInterface
public interface DeliveryListener {
  /** Hears nothing. */
  DeliveryListener NONE = sentence -> {};

  /**
   * Something that a person should know: an analyzer fails, or answers again; credentials were
   * renewed.
   */
  void remark(String sentence);

  /**
   * A request is about to be sent.
   *
   * @param bytes of head and body
   */
  default void begun(AnalyzerUri address, long bytes) {}

  /**
   * It is known what became of a request.
   *
   * @param bytes of head and body
   * @param took from before its first byte to its answer, or to the failure
   */
  default void ended(AnalyzerUri address, RequestLog.Outcome outcome, long bytes, Duration took) {}

  /** An analyzer did what it was asked. */
  default void answered(AnalyzerUri address) {}

  /**
   * An analyzer failed in a way that may pass.
   *
   * @param sentence that says how
   * @param pause until it is asked again
   */
  default void failed(AnalyzerUri address, String sentence, Duration pause) {}

  /**
   * An analyzer failed in a way that no time mends.
   *
   * @param sentence that says how
   */
  default void refused(AnalyzerUri address, String sentence) {}
}
