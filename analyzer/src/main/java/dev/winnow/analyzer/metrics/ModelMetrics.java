package dev.winnow.analyzer.metrics;

import dev.winnow.analyzer.RunObserver;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/** What is counted of one version of a model. */
public final class ModelMetrics implements RunObserver {
  private static final double NANOSECONDS = 1e9;

  private final CounterDataPoint requests;
  private final CounterDataPoint rows;
  private final DistributionDataPoint seconds;
  private final DistributionDataPoint queue;
  private final DistributionDataPoint compute;
  private final DistributionDataPoint batches;
  private final TritonCounters triton;

  ModelMetrics(
      CounterDataPoint requests,
      CounterDataPoint rows,
      DistributionDataPoint seconds,
      DistributionDataPoint queue,
      DistributionDataPoint compute,
      DistributionDataPoint batches,
      TritonCounters triton) {
    this.requests = requests;
    this.rows = rows;
    this.seconds = seconds;
    this.queue = queue;
    this.compute = compute;
    this.batches = batches;
    this.triton = triton;
  }

  /** A request of so many rows got its answer after so long. */
  public void answered(int count, long nanoseconds) {
    requests.inc();
    rows.inc(count);
    seconds.observe(nanoseconds / NANOSECONDS);
    triton.success.increment();
    triton.rows.add(count);
    triton.request.add(nanoseconds);
  }

  /**
   * A request got no answer.
   *
   * @param reason Triton's word for it: {@code REJECTED}, {@code CANCELED}, {@code BACKEND}
   */
  public void failed(String reason) {
    triton.failed(reason);
  }

  @Override
  public void ran(int count) {
    batches.observe(count);
    triton.runs.increment();
  }

  @Override
  public void pending(int change) {
    triton.pending.add(change);
  }

  @Override
  public void waited(long nanoseconds) {
    queue.observe(nanoseconds / NANOSECONDS);
    triton.queue.add(nanoseconds);
  }

  @Override
  public void computed(int count, long gather, long compute, long spread) {
    this.compute.observe(compute / NANOSECONDS);
    // Triton counts for each request what its run took.
    triton.input.add(gather * count);
    triton.infer.add(compute * count);
    triton.output.add(spread * count);
  }
}
