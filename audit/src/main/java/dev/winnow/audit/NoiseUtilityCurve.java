package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.attack.linkage.Linkability;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Accuracy;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Json;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.linalg.CovarianceSpectrum;
import dev.winnow.noise.GaussianChannel;
import dev.winnow.noise.NoiseCalibration;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What noise does to a reduced feature that has none: the curve of DeepPrivInf2017, accuracy beside
 * how often the very capture is found among all. The analyzer stays as it is, so accuracy is what
 * noise costs where nothing was refitted.
 */
public final class NoiseUtilityCurve {
  private static final double[] RATIOS = {1e-4, .01, .1, .25, .5, 1, 2, 4, 9};
  private static final int WIDEST = 64;
  private static final int CANDIDATES = 5000;

  private final ReleasedFeatures released;
  private final Network analyzer;
  private final AuditContext context;

  private NoiseUtilityCurve(ReleasedFeatures released, Network analyzer, AuditContext context) {
    this.released = released;
    this.analyzer = analyzer;
    this.context = context;
  }

  /**
   * A point of the curve.
   *
   * @param noise variance over the largest principal variance
   * @param balanced accuracy on the test people
   * @param first share of captures that rank first among the candidates
   * @param meanRank mean rank of the right capture over the number of candidates
   * @param bits the most that an answer tells
   */
  public record Point(double noise, double balanced, double first, double meanRank, double bits) {
    ObjectNode toJson() {
      return Json.object()
          .put("noise", noise)
          .put("balanced", balanced)
          .put("first", first)
          .put("mean-rank", meanRank)
          .put("bits", bits);
    }
  }

  /** The curve of a feature of few values without noise, of which the analyzer is at hand. */
  static List<Point> of(
      ReleasedFeatures released, Optional<Network> analyzer, AuditContext context) {
    Shape feature = released.manifest().network().feature().shape();
    boolean reduced = feature.rank() == 1 && feature.size() <= WIDEST;
    if (!reduced || released.mechanism().isPresent() || analyzer.isEmpty()) {
      return List.of();
    }
    return new NoiseUtilityCurve(released, analyzer.get(), context).points();
  }

  private List<Point> points() {
    List<Sample> some = new ArrayList<>(context.test());
    some.addAll(context.background());
    FeatureTable candidates = released.clean(some.subList(0, Math.min(CANDIDATES, some.size())));
    List<Double> variances = CovarianceSpectrum.of(candidates.values());
    if (Collections.max(variances) <= 0) {
      return List.of(); // A feature that says nothing has nothing to hide.
    }
    List<Interval> everywhere = everywhere(candidates.values());
    List<Point> points = new ArrayList<>();
    for (double ratio : RATIOS) {
      GaussianNoise noise =
          new NoiseCalibration(/* permanent= */ 0)
              .gaussian(everywhere, ratio, Collections.max(variances));
      points.add(point(ratio, noise, variances, candidates));
    }
    return points;
  }

  private Point point(
      double ratio, GaussianNoise noise, List<Double> variances, FeatureTable candidates) {
    List<Integer> everyone = IntStream.range(0, candidates.samples().size()).boxed().toList();
    List<Measurement> found =
        Linkability.of(
            candidates.values(), noisy(noise, candidates).values(), everyone, context.seed());
    FeatureTable test = noisy(noise, released.clean(context.test()));
    Accuracy accuracy =
        Predictions.of(analyzer, released.manifest().classifications(), test, context.threads())
            .accuracy(context.primary());
    return new Point(
        ratio,
        accuracy.balanced(),
        found.get(0).estimate().value(),
        found.get(1).estimate().value(),
        GaussianChannel.bits(noise, variances, 1));
  }

  private FeatureTable noisy(GaussianNoise noise, FeatureTable clean) {
    return new SimulatedNodes(Optional.of(noise), released.nodes().source())
        .sent(clean)
        .findFirst()
        .orElseThrow();
  }

  /** Bounds that clamp none of the rows. */
  private static List<Interval> everywhere(Tensor rows) {
    int width = rows.shape().dim(1);
    double[] most = new double[width];
    for (int i = 0; i < rows.shape().size(); i++) {
      most[i % width] = Math.max(most[i % width], 1 + 2.0 * Math.abs(rows.buffer().get(i)));
    }
    return Arrays.stream(most).mapToObj(end -> new Interval(-end, end)).toList();
  }
}
