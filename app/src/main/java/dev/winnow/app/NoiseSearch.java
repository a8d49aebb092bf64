package dev.winnow.app;

import dev.winnow.audit.Answers;
import dev.winnow.audit.Disguises;
import dev.winnow.audit.Rows;
import dev.winnow.core.Noise;
import dev.winnow.core.Progress;
import dev.winnow.edge.Disguise;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Finds the clip and the noise that tell least of a capture, in bits per query, while they surely
 * cost no more balanced accuracy than they may: not only on the validation part, which may hold few
 * of a rare class, but with 95 % confidence on others of its kind.
 */
final class NoiseSearch {
  /** Each capture is asked about as often, with noise of its own: the mean over as many nodes. */
  private static final int DRAWS = 24;

  /** Beyond what may be lost, more noise behind the same clip need not be tried. */
  private static final double HOPELESS = 0.03;

  private final Reduced reduced;
  private final Ground ground;
  private final NoisePlan plan;
  private final List<String> classes;

  NoiseSearch(Reduced reduced, Ground ground, NoisePlan plan) {
    this.reduced = reduced;
    this.ground = ground;
    this.plan = plan;
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
  record Choice(OptionalDouble clip, Noise noise, Optional<Loss> loss) {}

  /**
   * The choice; where nothing is surely cheap enough, what costs least.
   *
   * @param progress told of every trial
   */
  Choice find(Progress progress) {
    if (plan.isFixed()) {
      OptionalDouble clip = plan.clips().get(0);
      Noise noise = reduced.noise(plan.mode(), plan.ratios().get(0), clip);
      return new Choice(clip, noise, Optional.empty());
    }
    double[] before = right(OptionalDouble.empty(), Optional.empty());
    double may = plan.most() / 100;
    List<Choice> tried = new ArrayList<>();
    int done = 0;
    for (OptionalDouble clip : plan.clips()) {
      for (double ratio : plan.ratios()) {
        Noise noise = reduced.noise(plan.mode(), ratio, clip);
        Loss loss = loss(before, right(clip, Optional.of(noise)));
        tried.add(new Choice(clip, noise, Optional.of(loss)));
        progress.at(
            ++done, (long) plan.clips().size() * plan.ratios().size(), "trying clips and noise");
        if (loss.mean() > may + HOPELESS) {
          break;
        }
      }
    }
    return tried.stream()
        .filter(choice -> most(choice) <= may)
        .min(Comparator.comparingDouble(choice -> choice.noise.bits()))
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
  private double[] right(OptionalDouble clip, Optional<Noise> noise) {
    Network analyzer = reduced.analyzer(clip, noise.map(Noise::sigma).orElse(0.0), Progress.NONE);
    Random random = new Random(ground.seed());
    int draws = noise.isPresent() ? DRAWS : 1;
    double[] right = new double[classes.size()];
    for (int draw = 0; draw < draws; draw++) {
      Rows rows = reduced.clipped(ground.validation(), clip);
      noise.ifPresent(
          added -> {
            Disguises.measuring(added, ground.seed()).round(rows.values());
            new Disguise.Fresh(added.sigma(), random).apply(rows.values());
          });
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
