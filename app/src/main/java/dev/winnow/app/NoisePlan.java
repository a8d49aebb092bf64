package dev.winnow.app;

import dev.winnow.core.Noise;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which clips and which noise may be tried.
 *
 * @param mode of the noise
 * @param ratios of the noise's variance over the largest principal variance, rising; empty for no
 *     noise
 * @param clips in deviations, tight ones first; an empty one stands for no clip
 * @param most percentage points of balanced accuracy on the validation part that clip and noise may
 *     cost together, where there is a choice
 */
record NoisePlan(Noise.Mode mode, List<Double> ratios, List<OptionalDouble> clips, double most) {
  /** What {@code auto} tries. */
  static final List<Double> RATIOS = List.of(0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2);

  /** What {@code auto} tries. */
  static final List<OptionalDouble> CLIPS =
      List.of(
          OptionalDouble.of(0.1),
          OptionalDouble.of(0.25),
          OptionalDouble.of(0.5),
          OptionalDouble.of(1),
          OptionalDouble.of(3));

  /** Permanent noise of one strength behind one clip. */
  static NoisePlan fixed(double clip, double ratio) {
    return new NoisePlan(Noise.Mode.PERMANENT, List.of(ratio), List.of(OptionalDouble.of(clip)), 0);
  }

  /** Whether there is nothing to choose. */
  boolean isFixed() {
    return ratios.size() == 1 && clips.size() == 1;
  }
}
