package dev.winnow.analyzer;

import dev.winnow.analyzer.http.ErrorStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted, for Prometheus to fetch. Nothing of it depends on what a feature holds. */
final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Counter requests =
      Counter.builder()
          .name("winnow_requests_total")
          .help("Requests that a model answered.")
          .labelNames("model", "version")
          .withoutExemplars()
          .register(registry);

  private final Counter rows =
      Counter.builder()
          .name("winnow_rows_total")
          .help("Rows that a model answered.")
          .labelNames("model", "version")
          .withoutExemplars()
          .register(registry);

  private final Histogram seconds =
      Histogram.builder()
          .name("winnow_request_seconds")
          .help("Time from a decoded request to its answer, waiting included.")
          .labelNames("model", "version")
          .classicOnly()
          .classicExponentialUpperBounds(0.0005, 2, 14)
          .withoutExemplars()
          .register(registry);

  private final Histogram batches =
      Histogram.builder()
          .name("winnow_batch_rows")
          .help("Rows that one run of a model took together.")
          .labelNames("model", "version")
          .classicOnly()
          .classicExponentialUpperBounds(1, 2, 11)
          .withoutExemplars()
          .register(registry);

  private final Counter errors =
      Counter.builder()
          .name("winnow_errors_total")
          .help("Requests without an answer, by the HTTP status that says why.")
          .labelNames("status")
          .withoutExemplars()
          .register(registry);

  PrometheusRegistry registry() {
    return registry;
  }

  /** Counts a request that got no answer. */
  void failed(ErrorStatus fault) {
    errors.labelValues(String.valueOf(fault.http())).inc();
  }

  /** The counters of one model, found once and for all. */
  ModelMetrics of(String model, String version) {
    var requestCount = requests.labelValues(model, version);
    var rowCount = rows.labelValues(model, version);
    var duration = seconds.labelValues(model, version);
    var batchSize = batches.labelValues(model, version);
    return new ModelMetrics() {
      @Override
      public void answered(int rows, long nanoseconds) {
        requestCount.inc();
        rowCount.inc(rows);
        duration.observe(nanoseconds / 1e9);
      }

      @Override
      public void ran(int rows) {
        batchSize.observe(rows);
      }
    };
  }

  /** What is counted of one model. */
  interface ModelMetrics {
    /** A request of so many rows got its answer after so long. */
    void answered(int rows, long nanoseconds);

    /** One run took so many rows together. */
    void ran(int rows);
  }
}
