package dev.winnow.build;

import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import java.util.Arrays;

/**
 * What an extractor costs the edge.
 *
 * @param edgeShare of the multiply-accumulates of the uncut network, what the edge computes
 * @param parameters of the extractor
 * @param milliseconds of one sample in one thread of this machine, the median of some; without
 *     decoding it
 */
public record ExtractorCost(double edgeShare, long parameters, double milliseconds) {
  private static final int WARM = 10;
  private static final int RUNS = 31;

  /** Runs the extractor a few times. */
  public static ExtractorCost of(Network extractor, double edgeShare) {
    TensorSpec input = extractor.inputs().get(0);
    Tensor sample = Tensor.allocate(input.shape().batch(input.batch().orElse(1)));
    Tensor feature =
        Tensor.allocate(extractor.outputs().get(0).shape().batch(sample.shape().dim(0)));
    double[] times = new double[RUNS];
    try (Session session = Session.open(extractor, 1)) {
      for (int run = -WARM; run < RUNS; run++) {
        long start = System.nanoTime();
        session.run(sample, feature);
        if (run >= 0) {
          times[run] = (System.nanoTime() - start) / 1e6 / sample.shape().dim(0);
        }
      }
    }
    Arrays.sort(times);
    return new ExtractorCost(edgeShare, extractor.cost().parameters(), times[RUNS / 2]);
  }
}
