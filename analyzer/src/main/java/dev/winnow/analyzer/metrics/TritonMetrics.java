package dev.winnow.analyzer.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The counts under the names that Triton gives them, so that its dashboards and autoscalers read
 * them. They have no type: Prometheus's library would add {@code _total} to the names of counters.
 */
final class TritonMetrics implements MultiCollector {
  /** A model's name and its version. */
  private record Version(String model, String version) {}

  private final Map<Version, TritonCounters> counters = new ConcurrentHashMap<>();

  TritonCounters of(String model, String version) {
    return counters.computeIfAbsent(new Version(model, version), unknown -> new TritonCounters());
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(count("nv_inference_request_success", "Requests that were answered", c -> c.success));
    all.add(failures());
    all.add(count("nv_inference_count", "Rows that were computed", c -> c.rows));
    all.add(count("nv_inference_exec_count", "Runs of the model", c -> c.runs));
    all.add(count("nv_inference_pending_request_count", "Requests that wait", c -> c.pending));
    all.add(time("request", "Microseconds from requests to their answers", c -> c.request));
    all.add(time("queue", "Microseconds that requests waited", c -> c.queue));
    all.add(time("compute_input", "Microseconds for gathering inputs", c -> c.input));
    all.add(time("compute_infer", "Microseconds in the model, for each request", c -> c.infer));
    all.add(time("compute_output", "Microseconds for parting outputs", c -> c.output));
    return new MetricSnapshots(all);
  }

  private MetricSnapshot count(
      String name, String help, Function<TritonCounters, LongAdder> count) {
    return snapshot(name, help, counted -> count.apply(counted).sum());
  }

  private MetricSnapshot time(
      String what, String help, Function<TritonCounters, LongAdder> nanoseconds) {
    return snapshot(
        "nv_inference_" + what + "_duration_us",
        help,
        counted -> nanoseconds.apply(counted).sum() / 1000);
  }

  private MetricSnapshot snapshot(String name, String help, Function<TritonCounters, Long> value) {
    UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder().name(name).help(help);
    counters.forEach(
        (version, counted) -> snapshot.dataPoint(point(labels(version), value.apply(counted))));
    return snapshot.build();
  }

  private MetricSnapshot failures() {
    UnknownSnapshot.Builder snapshot =
        UnknownSnapshot.builder()
            .name("nv_inference_request_failure")
            .help("Requests without an answer");
    counters.forEach(
        (version, counted) ->
            counted.failures.forEach(
                (reason, count) ->
                    snapshot.dataPoint(
                        point(labels(version).merge(Labels.of("reason", reason)), count.sum()))));
    return snapshot.build();
  }

  private static UnknownDataPointSnapshot point(Labels labels, long value) {
    return UnknownDataPointSnapshot.builder().labels(labels).value((double) value).build();
  }

  private static Labels labels(Version version) {
    return Labels.of("model", version.model(), "version", version.version());
  }
}
