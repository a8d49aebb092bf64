package dev.winnow.edge.status;

import dev.winnow.core.web.WebResponse;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import dev.winnow.edge.outbox.LedgerTotals;
import dev.winnow.edge.outbox.OutboxFill;
import dev.winnow.edge.status.PrometheusText.MetricType;
import dev.winnow.trust.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A snapshot for Prometheus. Counters begin at 0 with the process, those of the ledger do not. */
final class StatusMetrics {
  private final StatusSnapshot status;
  private final PrometheusText text = new PrometheusText();

  private StatusMetrics(StatusSnapshot status) {
    this.status = status;
  }

  static WebResponse of(StatusSnapshot status) {
    StatusMetrics metrics = new StatusMetrics(status);
    metrics.node();
    metrics.captures();
    metrics.requests();
    metrics.analyzers();
    status.outbox().ifPresent(metrics::outbox);
    status.ledger().ifPresent(metrics::ledger);
    return metrics.text.response();
  }

  private void node() {
    text.single(
        "winnow_edge_start_time_seconds",
        MetricType.GAUGE,
        "When the node was started, since 1970.",
        seconds(status.started()));
    text.single(
        "winnow_edge_healthy",
        MetricType.GAUGE,
        "Whether the node works: 1 if it does, 0 where /health says why not.",
        status.isHealthy() ? 1 : 0);
    text.family("winnow_edge_info", MetricType.GAUGE, "What runs; always 1.");
    status.runs().forEach(run -> run("winnow_edge_info", 1, run));
    text.family(
        "winnow_edge_certificate_expiry_timestamp_seconds",
        MetricType.GAUGE,
        "When an extractor's certificate ends, since 1970.");
    for (NodeIdentity run : status.runs()) {
      run.certificate()
          .map(Certificate::expires)
          .ifPresent(
              end -> run("winnow_edge_certificate_expiry_timestamp_seconds", seconds(end), run));
    }
  }

  private void run(String name, double value, NodeIdentity run) {
    text.sample(name, value, "extractor", run.extractor(), "source", run.source());
  }

  private void captures() {
    StatusSnapshot.Counts counts = status.counts();
    counter("winnow_edge_captures_total", "Captures read from sources.", counts.captures());
    counter(
        "winnow_edge_captures_skipped_total",
        "Captures without an answer: unreadable, or no number came of them.",
        counts.skipped());
    counter("winnow_edge_answers_total", "Answers handed on.", counts.answers());
  }

  private void requests() {
    text.family(
        "winnow_edge_requests_total", MetricType.COUNTER, "Requests by what became of them.");
    for (Outcome outcome : Outcome.values()) {
      text.sample(
          "winnow_edge_requests_total",
          status.requests().of(outcome),
          "outcome",
          outcome.name().toLowerCase(Locale.ROOT));
    }
    text.single(
        "winnow_edge_requests_in_flight",
        MetricType.GAUGE,
        "Requests under way.",
        status.requests().underWay());
    counter(
        "winnow_edge_sent_bytes_total",
        "Bytes of requests that left, heads and bodies.",
        status.requests().bytes());
    status
        .requests()
        .latency()
        .write(
            text,
            "winnow_edge_request_duration_seconds",
            "Time from before a request's first byte to its end.");
  }

  private void analyzers() {
    List<AnalyzerState> known =
        status.analyzers().stream().filter(state -> state.since().isPresent()).toList();
    text.family(
        "winnow_edge_analyzer_up",
        MetricType.GAUGE,
        "Whether an analyzer did what it was asked last: 1, or 0 while it is left alone.");
    known.forEach(state -> analyzer("winnow_edge_analyzer_up", state.isAway() ? 0 : 1, state));
    text.family(
        "winnow_edge_analyzer_consecutive_failures",
        MetricType.GAUGE,
        "Attempts that failed since an analyzer answered last.");
    known.forEach(
        state ->
            analyzer(
                "winnow_edge_analyzer_consecutive_failures", (double) state.failures(), state));
    text.family(
        "winnow_edge_analyzer_retry_seconds",
        MetricType.GAUGE,
        "Until an analyzer that failed may be asked again; 0 if it may be now.");
    known.forEach(
        state -> analyzer("winnow_edge_analyzer_retry_seconds", untilRetry(state), state));
  }

  private double untilRetry(AnalyzerState state) {
    return state
        .retry()
        .map(again -> Math.max(0, (double) Duration.between(status.time(), again).toMillis() / 1e3))
        .orElse(0.0);
  }

  private void analyzer(String name, double value, AnalyzerState state) {
    text.sample(name, value, "analyzer", state.address());
  }

  private void outbox(OutboxFill fill) {
    text.single(
        "winnow_edge_outbox_features",
        MetricType.GAUGE,
        "Features that wait for their answer.",
        fill.features());
    text.single(
        "winnow_edge_outbox_bytes",
        MetricType.GAUGE,
        "Bytes of features that wait for their answer.",
        fill.bytes());
    text.single(
        "winnow_edge_outbox_limit_bytes",
        MetricType.GAUGE,
        "Bytes of features that may wait.",
        fill.limit());
  }

  private void ledger(LedgerTotals.Totals totals) {
    LedgerTotals.Sums all = totals.all();
    counter(
        "winnow_edge_ledger_captures_total",
        "Captures of which numbers have left, in all that the ledger holds.",
        all.captures());
    counter(
        "winnow_edge_ledger_told_bits_total",
        "The most that these told, as far as something bounds it.",
        all.bits());
    counter(
        "winnow_edge_ledger_sent_bytes_total",
        "Bytes of requests that left, in all that the ledger holds.",
        all.bytes());
  }

  private void counter(String name, String help, long value) {
    text.single(name, MetricType.COUNTER, help, value);
  }

  private void counter(String name, String help, double value) {
    text.single(name, MetricType.COUNTER, help, value);
  }

  private static double seconds(Instant time) {
    return (double) time.toEpochMilli() / 1e3;
  }
}
