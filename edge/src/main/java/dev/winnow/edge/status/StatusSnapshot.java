package dev.winnow.edge.status;

import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.edge.outbox.OutboxFill;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a node was at one time.
 *
 * @param started when the process was
 * @param runs what runs, one or several
 * @param reasons why it does not work; none if it does
 * @param ledger what it has told; empty where no ledger is kept
 * @param outbox what waits; empty where nothing is kept
 * @param requests which go on being counted
 * @param errors the newest first
 */
record StatusSnapshot(
    Instant time,
    Instant started,
    List<NodeIdentity> runs,
    List<String> reasons,
    Counts counts,
    Optional<LedgerTotals.Totals> ledger,
    Optional<OutboxFill> outbox,
    List<AnalyzerState> analyzers,
    RequestCounts requests,
    List<RecentErrors.Said> errors) {

  /**
   * What has passed since the node was started.
   *
   * @param captures read from the source, those among them that an earlier run had acknowledged
   * @param answers handed on
   * @param skipped captures without an answer: unreadable, or no number came of them
   * @param bits that answers told at most, where there is no ledger, as far as something bounds
   *     them
   */
  record Counts(long captures, long answers, long skipped, double bits) {}

  boolean isHealthy() {
    return reasons.isEmpty();
  }
}
