package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Progress;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Finds the clip and the noise that minimise the bits per query within a budget of balanced
 * accuracy, which is kept with 95 % confidence: the validation part may hold few of a rare class.
 */
final class NoiseSearch {
  /** Each capture is asked about by as many nodes, and the mean is taken. */
  private static final int DRAWS = 24;

  /** Beyond what may be lost, more noise behind the same clip need not be tried. */
  private static final double HOPELESS = 0.03;

  private final PcaFeatures reduced;
  private final Network analyzer;
  private final StudyContext context;
  private final NoiseSearchSpace space;
  private final List<String> classes;

  /**
   * @param analyzer of the reduced feature without clip and noise
   */
  NoiseSearch(PcaFeatures reduced, Network analyzer, StudyContext context, NoiseSearchSpace space) {
    this.reduced = reduced;
    this.analyzer = analyzer;
    this.context = context;
    this.space = space;
    this.classes =
        reduced.clipped(context.validation(), Optional.empty()).samples().stream()
            .map(sample -> sample.label(context.primary().column()).orElseThrow())
            .toList();
  }

  /**
   * The choice; where nothing is surely cheap enough, what costs least.
   *
   * @param progress told of every trial
   */
  NoiseSearchResult find(Progress progress) {
    double[] before = right(Optional.empty());
    double may = space.mostLoss() / 100;
    List<NoiseSearchResult> tried = new ArrayList<>();
    int done = 0;
    for (double clip : space.clips()) {
      DoubleFunction<NoiseChoice> choices = reduced.noise(space, clip, analyzer);
      for (double strength : space.strengths()) {
        NoiseChoice choice = choices.apply(strength);
        AccuracyLoss loss = loss(before, right(Optional.of(choice)));
        tried.add(new NoiseSearchResult(choice, loss, loss.most() <= may));
        progress.at(
            ++done,
            (long) space.clips().size() * space.strengths().size(),
            "trying clips and noise");
        if (loss.mean() > may + HOPELESS) {
          break;
        }
      }
    }
    return tried.stream()
        .filter(NoiseSearchResult::affordable)
        .min(Comparator.comparingDouble(result -> result.choice().bits()))
        .or(() -> tried.stream().min(Comparator.comparingDouble(result -> result.loss().most())))
        .orElseThrow();
  }

  private AccuracyLoss loss(double[] before, double[] after) {
    double[] lost = new double[before.length];
    Arrays.setAll(lost, i -> before[i] - after[i]);
    return AccuracyLoss.of(classes, lost);
  }

  /** How often each validation sample is named rightly. */
  private double[] right(Optional<NoiseChoice> noise) {
    Network refitted = reduced.analyzer(noise, Progress.NONE);
    FeatureTable clean = reduced.clipped(context.validation(), noise.map(NoiseChoice::clip));
    SimulatedNodes nodes = context.nodes(noise.map(NoiseChoice::mechanism));
    int draws = noise.isPresent() ? DRAWS : 1;
    double[] right = new double[classes.size()];
    for (int draw = 0; draw < draws; draw++) {
      FeatureTable rows = nodes.sent(clean, draw);
      List<Boolean> now =
          Predictions.of(refitted, context.primary().heads(), rows, context.threads())
              .right(context.primary().column());
      for (int i = 0; i < right.length; i++) {
        right[i] += now.get(i) ? 1.0 / draws : 0;
      }
    }
    return right;
  }
}
