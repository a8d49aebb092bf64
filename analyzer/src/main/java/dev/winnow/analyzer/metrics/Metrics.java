package dev.winnow.analyzer.metrics;

import dev.winnow.analyzer.http.ErrorStatus;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted, for Prometheus to fetch. Nothing of it depends on what a feature holds. */
public final class Metrics {
  private static final String[] OF_MODEL = {"model", "version"};

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Counter requests =
      counter("winnow_requests_total", "Requests that a model answered.", OF_MODEL);

  private final Counter rows =
      counter("winnow_rows_total", "Rows that a model answered.", OF_MODEL);

  private final Histogram seconds =
      histogram(
          "winnow_request_seconds",
          "Time from a decoded request to its answer, waiting included.",
          0.0005,
          2,
          14);

  private final Histogram queue =
      histogram("winnow_queue_seconds", "Time that a request waited for its run.", 0.0001, 4, 10);

  private final Histogram compute =
      histogram("winnow_compute_seconds", "Time that one run of a model took.", 0.0001, 4, 10);

  private final Histogram batches =
      histogram("winnow_batch_rows", "Rows that one run of a model took together.", 1, 2, 11);

  private final Counter errors =
      counter(
          "winnow_errors_total",
          "Requests without an answer, by the HTTP status that says why.",
          "status");

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

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /** Of a model, with upper bounds that grow by a factor. */
  private Histogram histogram(String name, String help, double first, double factor, int bounds) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(OF_MODEL)
        .classicOnly()
        .classicExponentialUpperBounds(first, factor, bounds)
        .withoutExemplars()
        .register(registry);
  }
}
