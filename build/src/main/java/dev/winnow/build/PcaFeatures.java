package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Interval;
import dev.winnow.core.Mechanism;
import dev.winnow.core.PcaProjection;
import dev.winnow.core.Progress;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network whose feature is reduced to a few numbers: the numbers of all captures, from which any
 * clip and noise can be tried without looking at a capture again.
 */
final class PcaFeatures {
  private static final int GRID = 4_096;

  private final CutNetworkFeatures cutFeatures;
  private final StudyContext context;
  private final PcaProjection reduction;
  private final FeatureTable coordinates;

  private PcaFeatures(
      CutNetworkFeatures cutFeatures,
      StudyContext context,
      PcaProjection reduction,
      FeatureTable coordinates) {
    this.cutFeatures = cutFeatures;
    this.context = context;
    this.reduction = reduction;
    this.coordinates = coordinates;
  }

  /** Looks at all captures once. */
  static PcaFeatures of(CutNetworkFeatures cutFeatures, StudyContext context, Progress progress) {
    var found = cutFeatures.components().orElseThrow();
    int dims = found.variances().size();
    List<Double> zeros = Collections.nCopies(dims, 0.0);
    List<Double> deviations = found.variances().stream().map(Math::sqrt).toList();
    PcaProjection unclipped =
        new PcaProjection(
            found.mean(), found.directions(), deviations, zeros, OptionalDouble.empty());
    FeatureTable rows =
        context
            .captures()
            .features(cutFeatures.parts().reduced(unclipped).extractor(), context.all(), progress);
    PcaProjection centred =
        new PcaProjection(
            found.mean(),
            found.directions(),
            deviations,
            centre(rows.of(context.train()), context.primary().column()),
            OptionalDouble.empty());
    return new PcaFeatures(cutFeatures, context, centred, rows);
  }

  /** The middle between the classes: the mean of their means, so that a rare one counts as much. */
  private static List<Double> centre(FeatureTable train, String primary) {
    Map<String, List<Integer>> classes =
        IntStream.range(0, train.samples().size())
            .boxed()
            .collect(
                Collectors.groupingBy(i -> train.samples().get(i).label(primary).orElseThrow()));
    int dims = train.values().shape().dim(1);
    List<Double> centre = new ArrayList<>();
    for (int dim = 0; dim < dims; dim++) {
      int column = dim;
      centre.add(
          classes.values().stream()
              .mapToDouble(
                  rows ->
                      rows.stream()
                          .mapToDouble(row -> train.values().buffer().get(row * dims + column))
                          .average()
                          .orElseThrow())
              .average()
              .orElseThrow());
    }
    return centre;
  }

  /** The reduction with a clip, or without. */
  private PcaProjection reduction(Optional<Double> clip) {
    return clip.map(reduction::withClip).orElse(reduction);
  }

  /** The clipped numbers of some samples, as the extractor would make them. */
  FeatureTable clipped(List<Sample> samples, Optional<Double> clip) {
    FeatureTable rows = coordinates.of(samples);
    if (clip.isEmpty()) {
      return rows;
    }
    int dims = reduction.dims();
    for (int i = 0; i < rows.samples().size() * dims; i++) {
      double centre = reduction.centre().get(i % dims);
      double most = clip.get() * reduction.deviations().get(i % dims);
      double apart = rows.values().buffer().get(i) - centre;
      rows.values().buffer().put(i, (float) (centre + Math.max(-most, Math.min(most, apart))));
    }
    return rows;
  }

  /**
   * The same with the centre where an analyzer's answer changes, if one number has to tell two
   * classes apart: two levels lie on either side of it, so that it is the threshold. Otherwise as
   * it is.
   *
   * @param analyzer of the reduced feature without a clip
   */
  PcaFeatures centredOnAnswer(Network analyzer) {
    boolean binary =
        context.primary().heads().size() == 1
            && context.primary().heads().get(0).labels().size() == 2;
    if (!binary || reduction.dims() != 1) {
      return this;
    }
    OptionalDouble boundary = boundary(analyzer, coordinates.of(context.train()).values());
    return boundary.isEmpty()
        ? this
        : new PcaFeatures(
            cutFeatures,
            context,
            new PcaProjection(
                reduction.mean(),
                reduction.components(),
                reduction.deviations(),
                List.of(boundary.getAsDouble()),
                reduction.clip()),
            coordinates);
  }

  /** Where the answer changes between the least and the largest value; empty if not just once. */
  private OptionalDouble boundary(Network analyzer, Tensor values) {
    double[] sorted =
        IntStream.range(0, values.shape().size())
            .mapToDouble(i -> values.buffer().get(i))
            .sorted()
            .toArray();
    double least = sorted[0];
    double step = (sorted[sorted.length - 1] - least) / GRID;
    Tensor grid = Tensor.allocate(Shape.of(GRID + 1, 1));
    for (int i = 0; i <= GRID; i++) {
      grid.buffer().put(i, (float) (least + i * step));
    }
    String output = context.primary().heads().get(0).name();
    List<Integer> changes = new ArrayList<>();
    try (Session session = Session.open(analyzer, context.threads())) {
      String input = session.inputs().get(0).name();
      Tensor answers = Objects.requireNonNull(session.run(Map.of(input, grid)).get(output));
      for (int i = 1; i <= GRID; i++) {
        if (answers.rows(i - 1, i).largest() != answers.rows(i, i + 1).largest()) {
          changes.add(i);
        }
      }
    }
    return changes.size() == 1
        ? OptionalDouble.of(least + (changes.get(0) - 0.5) * step)
        : OptionalDouble.empty();
  }

  /**
   * A mechanism of each strength, for the clipped feature.
   *
   * @param analyzer of the feature without clip and mechanism
   */
  DoubleFunction<NoiseChoice> noise(NoiseSearchSpace space, double clip, Network analyzer) {
    Optional<Double> limit = Optional.of(clip);
    // Where the clipped numbers lie, as the extractor's own last operators have it.
    List<Interval> bounds = extractor(limit).outputBounds().orElseThrow();
    FeatureTable train = clipped(context.train(), limit);
    return space.choices(clip, bounds, train, analyzer, context);
  }

  /**
   * The analyzer behind the clip and the mechanism, after it has learned from what it will see.
   *
   * @param noise of the edge; empty if features are sent as they are
   */
  Network analyzer(Optional<NoiseChoice> noise, Progress progress) {
    Optional<Double> clip = noise.map(NoiseChoice::clip);
    Optional<Mechanism> mechanism = noise.map(NoiseChoice::mechanism);
    double gain = mechanism.map(PcaFeatures::gain).orElse(1.0);
    Network analyzer = cutFeatures.parts().reduced(reduction(clip), gain).analyzer();
    return AnalyzerRetraining.of(
        analyzer, clipped(context.train(), clip), mechanism, context, progress);
  }

  /** The unbiased correction: randomised response moves levels towards the centre. */
  private static double gain(Mechanism mechanism) {
    return mechanism instanceof RandomizedResponse response
            && response.quantizer() instanceof Quantizer.Uniform
        ? 1 / response.kept()
        : 1;
  }

  /** The extractor of a clip. */
  Network extractor(Optional<Double> clip) {
    return cutFeatures.parts().reduced(reduction(clip)).extractor();
  }
}
