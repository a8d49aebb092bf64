package dev.winnow.edge.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tells a listener of the requests that a log is told of. */
final class ObservedLog implements RequestLog {
  private final RequestLog log;
  private final DeliveryListener listener;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Begun> underWay = new ConcurrentHashMap<>();

  /** A request by its number in the log, which need not be its alone. */
  private record Begun(long number, AnalyzerUri address, long bytes, long at) {}

  ObservedLog(RequestLog log, DeliveryListener listener) {
    this.log = log;
    this.listener = listener;
  }

  @Override
  public long begin(AnalyzerUri address, long bytes, List<Long> features) {
    long logged = log.begin(address, bytes, features);
    long number = numbers.incrementAndGet();
    underWay.put(number, new Begun(logged, address, bytes, System.nanoTime()));
    listener.begun(address, bytes);
    return number;
  }

  @Override
  public void end(long request, Outcome outcome) {
    Optional<Begun> begun = Optional.ofNullable(underWay.remove(request));
    begun.ifPresent(
        known -> {
          log.end(known.number, outcome);
          listener.ended(
              known.address, outcome, known.bytes, Duration.ofNanos(System.nanoTime() - known.at));
        });
  }
}
