package dev.winnow.app;

import dev.winnow.audit.Answers;
import dev.winnow.audit.Disguises;
import dev.winnow.audit.Rows;
import dev.winnow.core.Noise;
import dev.winnow.core.Progress;
import dev.winnow.onnx.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds the clip and the noise that tell least of a capture, in bits per query, while they cost no
 * more balanced accuracy on the validation part than they may.
 */
final class NoiseSearch {
  private static final int NODES = 8;

  private final Reduced reduced;
  private final Ground ground;
  private final NoisePlan plan;

  NoiseSearch(Reduced reduced, Ground ground, NoisePlan plan) {
    this.reduced = reduced;
    this.ground = ground;
    this.plan = plan;
  }

  /** A clip and a noise. */
  record Choice(OptionalDouble clip, Noise noise) {}

  /**
   * The choice; where nothing is cheap enough, what costs least.
   *
   * @param progress told of every trial
   */
  Choice find(Progress progress) {
    if (plan.isFixed()) {
      OptionalDouble clip = plan.clips().get(0);
      return new Choice(clip, reduced.noise(plan.mode(), plan.ratios().get(0), clip));
    }
    double needed = balanced(OptionalDouble.empty(), Optional.empty()) - plan.most() / 100;
    List<Choice> cheap = new ArrayList<>();
    Choice gentlest = null;
    double best = -1;
    int done = 0;
    for (OptionalDouble clip : plan.clips()) {
      for (double ratio : plan.ratios()) {
        Choice choice = new Choice(clip, reduced.noise(plan.mode(), ratio, clip));
        double accuracy = balanced(clip, Optional.of(choice.noise));
        if (accuracy >= needed) {
          cheap.add(choice);
        }
        if (accuracy > best) {
          best = accuracy;
          gentlest = choice;
        }
        progress.at(
            ++done, (long) plan.clips().size() * plan.ratios().size(), "trying clips and noise");
        if (accuracy < needed - 0.03) {
          break; // More noise only costs more.
        }
      }
    }
    Choice fallback = Objects.requireNonNull(gentlest);
    return cheap.stream()
        .min(Comparator.comparingDouble(choice -> choice.noise.bits()))
        .orElse(fallback);
  }

  /** Over several nodes: with permanent noise, all answers of one node share their luck. */
  private double balanced(OptionalDouble clip, Optional<Noise> noise) {
    double sigma = noise.map(Noise::sigma).orElse(0.0);
    Network analyzer = reduced.analyzer(clip, sigma, Progress.NONE);
    int nodes = noise.isPresent() ? NODES : 1;
    double sum = 0;
    for (int node = 0; node < nodes; node++) {
      long secret = ground.seed() + node;
      Rows rows = reduced.clipped(ground.validation(), clip);
      noise.ifPresent(added -> Disguises.measuring(added, secret).apply(rows.values()));
      sum +=
          Answers.of(analyzer, ground.primary().heads(), rows, ground.threads())
              .accuracy(ground.primary().column())
              .balanced();
    }
    return sum / nodes;
  }
}
