package dev.winnow.edge.status;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How long requests took. Used by several threads. */
final class LatencyHistogram {
  /** Upper bounds in seconds; what took longer counts in the last one, without a bound. */
  private static final double[] BOUNDS = {
    .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
  };

  private final LongAdder[] counts = new LongAdder[BOUNDS.length];
  private final LongAdder nanoseconds = new LongAdder();

  LatencyHistogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(Duration took) {
    double seconds = (double) took.toNanos() / 1e9;
    int place = 0;
    while (seconds > BOUNDS[place]) {
      place++;
    }
    counts[place].increment();
    nanoseconds.add(took.toNanos());
  }

  /** Writes buckets, sum and count, as Prometheus has them. */
  void write(PrometheusText text, String name, String help) {
    text.family(name, PrometheusText.MetricType.HISTOGRAM, help);
    long below = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      below += counts[i].sum();
      text.sample(name + "_bucket", below, "le", PrometheusText.number(BOUNDS[i]));
    }
    text.sample(name + "_sum", (double) nanoseconds.sum() / 1e9);
    text.sample(name + "_count", below);
  }
}
