package dev.winnow.app;

import dev.winnow.audit.Answers;
import dev.winnow.audit.Rows;
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
 * Finds the clip and the noise that tell least of a capture, in bits per query, while they surely
 * cost no more balanced accuracy than they may: not only on the validation part, which may hold few
 * of a rare class, but with 95 % confidence on others of its kind.
 */
final class NoiseSearch {
  /** Each capture is asked about by as many nodes, and the mean is taken. */
  private static final int DRAWS = 24;

  /** Beyond what may be lost, more noise behind the same clip need not be tried. */
  private static final double HOPELESS = 0.03;

  private final Reduced reduced;
  private final Ground ground;
  private final NoiseSearchSpace space;
  private final List<String> classes;

  NoiseSearch(Reduced reduced, Ground ground, NoiseSearchSpace space) {
    this.reduced = reduced;
    this.ground = ground;
    this.space = space;
    this.classes =
        reduced.clipped(ground.validation(), OptionalDouble.empty()).samples().stream()
            .map(sample -> sample.label(ground.primary().column()).orElseThrow())
            .toList();
  }

  /**
   * A clip and a noise.
   *
   * @param loss what they cost; empty if nobody asked
   */
  record Choice(double clip, NoiseSearchSpace.Chosen chosen, Optional<Loss> loss) {
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
        Loss loss = loss(before, after);
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

  private Loss loss(double[] before, double[] after) {
    double[] lost = new double[before.length];
    Arrays.setAll(lost, i -> before[i] - after[i]);
    return Loss.of(classes, lost);
  }

  /** How often each validation sample is named rightly. */
  private double[] right(OptionalDouble clip, Optional<Mechanism> mechanism) {
    Network analyzer = reduced.analyzer(clip, mechanism, Progress.NONE);
    Rows clean = reduced.clipped(ground.validation(), clip);
    SimulatedNodes nodes = ground.nodes(mechanism);
    int draws = mechanism.isPresent() ? DRAWS : 1;
    double[] right = new double[classes.size()];
    for (int draw = 0; draw < draws; draw++) {
      Rows rows = nodes.sent(clean, draw);
      List<Boolean> now =
          Answers.of(analyzer, ground.primary().heads(), rows, ground.threads())
              .right(ground.primary().column());
      for (int i = 0; i < right.length; i++) {
        right[i] += now.get(i) ? 1.0 / draws : 0;
      }
    }
    return right;
  }
}
