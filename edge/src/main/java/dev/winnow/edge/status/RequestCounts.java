package dev.winnow.edge.status;

import dev.winnow.edge.delivery.RequestLog.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Requests by what became of them, and how long they took. Used by several threads. */
final class RequestCounts {
  private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
  private final LatencyHistogram latency = new LatencyHistogram();
  private final LongAdder underWay = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  RequestCounts() {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
  }

  void begin() {
    underWay.increment();
  }

  void end(Outcome outcome, long sent, Duration took) {
    underWay.decrement();
    count(outcome).increment();
    if (outcome != Outcome.UNSENT) {
      bytes.add(sent);
      latency.add(took);
    }
  }

  long of(Outcome outcome) {
    return count(outcome).sum();
  }

  long underWay() {
    return underWay.sum();
  }

  /** Of heads and bodies that left, or may have left. */
  long bytes() {
    return bytes.sum();
  }

  LatencyHistogram latency() {
    return latency;
  }

  private LongAdder count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, new LongAdder());
  }
}
