package dev.winnow.app;

import dev.winnow.audit.FeatureTable;
import dev.winnow.audit.Predictions;
import dev.winnow.audit.SimulatedNodes;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Progress;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
  private final StudyContext context;
  private final NoiseSearchSpace space;
  private final List<String> classes;

  NoiseSearch(PcaFeatures reduced, StudyContext context, NoiseSearchSpace space) {
    this.reduced = reduced;
    this.context = context;
    this.space = space;
    this.classes =
        reduced.clipped(context.validation(), OptionalDouble.empty()).samples().stream()
            .map(sample -> sample.label(context.primary().column()).orElseThrow())
            .toList();
  }

  /**
   * A clip and a noise.
   *
   * @param loss what they cost; empty if nobody asked
   */
  record Choice(double clip, NoiseSearchSpace.Chosen chosen, Optional<AccuracyLoss> loss) {
    double bits() {
      return ChannelCapacity.of(chosen.mechanism()).first();
    }
  }

  /**
   * The choice; where nothing is surely cheap enough, what costs least.
   *
   * @param progress told of every trial
   */
  Choice find(Progress progress) {
    if (space.isFixed()) {
      double clip = space.clips().get(0);
      var chosen = reduced.mechanism(space, space.strengths().get(0), clip);
      return new Choice(clip, chosen, Optional.empty());
    }
    double[] before = right(OptionalDouble.empty(), Optional.empty());
    double may = space.mostLoss() / 100;
    List<Choice> tried = new ArrayList<>();
    int done = 0;
    for (double clip : space.clips()) {
      for (double strength : space.strengths()) {
        var chosen = reduced.mechanism(space, strength, clip);
        double[] after = right(OptionalDouble.of(clip), Optional.of(chosen.mechanism()));
        AccuracyLoss loss = loss(before, after);
        tried.add(new Choice(clip, chosen, Optional.of(loss)));
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
        .filter(choice -> most(choice) <= may)
        .min(Comparator.comparingDouble(Choice::bits))
        .or(() -> tried.stream().min(Comparator.comparingDouble(NoiseSearch::most)))
        .orElseThrow();
  }

  private static double most(Choice choice) {
    return choice.loss.orElseThrow().most();
  }

  private AccuracyLoss loss(double[] before, double[] after) {
    double[] lost = new double[before.length];
    Arrays.setAll(lost, i -> before[i] - after[i]);
    return AccuracyLoss.of(classes, lost);
  }

  /** How often each validation sample is named rightly. */
  private double[] right(OptionalDouble clip, Optional<Mechanism> mechanism) {
    Network analyzer = reduced.analyzer(clip, mechanism, Progress.NONE);
    FeatureTable clean = reduced.clipped(context.validation(), clip);
    SimulatedNodes nodes = context.nodes(mechanism);
    int draws = mechanism.isPresent() ? DRAWS : 1;
    double[] right = new double[classes.size()];
    for (int draw = 0; draw < draws; draw++) {
      FeatureTable rows = nodes.sent(clean, draw);
      List<Boolean> now =
          Predictions.of(analyzer, context.primary().heads(), rows, context.threads())
              .right(context.primary().column());
      for (int i = 0; i < right.length; i++) {
        right[i] += now.get(i) ? 1.0 / draws : 0;
      }
    }
    return right;
  }
}
