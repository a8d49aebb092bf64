package dev.winnow.attack.identification;

import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** An attacker who asks again and again about the same captures, and averages. */
public final class AveragedQueries {
  private AveragedQueries() {}

  /**
   * What such an attacker works on: the mean of several noisy answers about each feature. Noise
   * that is drawn anew is worn down, noise that is permanent stays. An attacker retrains on what it
   * will see, so known and unknown features are both averaged.
   *
   * @param features clean, which stay as they are
   * @param answers about each, at least 1
   * @param noise adds the package's noise to rows of features, in place
   * @return newly allocated
   * @throws IllegalArgumentException if there are no answers
   */
  public static Tensor averaged(Tensor features, int answers, Consumer<Tensor> noise) {
    if (answers < 1) {
      throw new IllegalArgumentException("at least 1 answer is needed, not " + answers);
    }
    Tensor noisy = Tensor.allocate(features.shape());
    double[] sums = new double[features.shape().size()];
    for (int answer = 0; answer < answers; answer++) {
      noisy.buffer().put(features.buffer());
      noise.accept(noisy);
      FloatBuffer values = noisy.buffer();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values.get(i);
      }
    }
    FloatBuffer means = noisy.buffer();
    for (double sum : sums) {
      means.put((float) (sum / answers));
    }
    return noisy;
  }
}
