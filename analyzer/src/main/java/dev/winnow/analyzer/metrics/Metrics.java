package dev.winnow.analyzer.metrics;

import dev.winnow.analyzer.http.ErrorStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted, for Prometheus to fetch. Nothing of it depends on what a feature holds. */
public final class Metrics {
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

  private final Histogram queue =
      Histogram.builder()
          .name("winnow_queue_seconds")
          .help("Time that a request waited for its run.")
          .labelNames("model", "version")
          .classicOnly()
          .classicExponentialUpperBounds(0.0001, 4, 10)
          .withoutExemplars()
          .register(registry);

  private final Histogram compute =
      Histogram.builder()
          .name("winnow_compute_seconds")
          .help("Time that one run of a model took.")
          .labelNames("model", "version")
          .classicOnly()
          .classicExponentialUpperBounds(0.0001, 4, 10)
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

  private final TritonMetrics triton = new TritonMetrics();

  /** Counts nothing yet. */
  public Metrics() {
    registry.register(triton);
  }

  /** Where all is read from. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /** Counts a request that got no answer. */
  public void failed(ErrorStatus fault) {
    failed(fault.http());
  }

  /** Counts a request that got no answer, by the HTTP status that says why. */
  public void failed(int status) {
    errors.labelValues(String.valueOf(status)).inc();
  }

  /** The counters of one model, found once and for all. */
  public ModelMetrics of(String model, String version) {
    return new ModelMetrics(
        requests.labelValues(model, version),
        rows.labelValues(model, version),
        seconds.labelValues(model, version),
        queue.labelValues(model, version),
        compute.labelValues(model, version),
        batches.labelValues(model, version),
        triton.of(model, version));
  }
}
