package dev.winnow.edge.status;

import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.DeliveryListener;
import dev.winnow.edge.delivery.RequestLog.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts requests, and keeps how analyzers fare. */
record CountedDeliveries(
    RequestCounts requests,
    AnalyzerStates analyzers,
    RecentErrors errors,
    InstantSource clock,
    Consumer<String> remarks)
    implements DeliveryListener {
  @Override
  public void remark(String sentence) {
    remarks.accept(sentence);
  }

  @Override
  public void begun(AnalyzerUri address, long bytes) {
    requests.begin();
  }

  @Override
  public void ended(AnalyzerUri address, Outcome outcome, long bytes, Duration took) {
    requests.end(outcome, bytes, took);
  }

  @Override
  public void answered(AnalyzerUri address) {
    Instant now = clock.instant();
    analyzers.change(address.toString(), state -> state.answered(now));
  }

  @Override
  public void failed(AnalyzerUri address, String sentence, Duration pause) {
    failed(address, sentence, Optional.of(pause));
  }

  @Override
  public void refused(AnalyzerUri address, String sentence) {
    failed(address, sentence, Optional.empty());
  }

  private void failed(AnalyzerUri address, String sentence, Optional<Duration> pause) {
    Instant now = clock.instant();
    errors.add(now, sentence);
    analyzers.change(
        address.toString(), state -> state.failed(sentence, pause.map(now::plus), now));
  }
}
