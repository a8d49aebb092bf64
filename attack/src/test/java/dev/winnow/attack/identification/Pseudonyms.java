package dev.winnow.attack.identification;

import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.Random;

/** A stand-in for a node. */
final class Pseudonyms {
  private Pseudonyms() {}

  /**
   * What a node sends.
   *
   * @param clean features in the middle of their cells
   * @param permanent whether equal features get equal noise for ever
   * @param random of noise that is drawn anew
   */
  static Tensor sent(Tensor clean, double sigma, boolean permanent, Random random) {
    return sent(clean, sigma, permanent, random, 5);
  }

  /** The same of a node with another secret. */
  static Tensor sent(Tensor clean, double sigma, boolean permanent, Random random, long secret) {
    Tensor sent = Tensor.allocate(clean.shape());
    float[] row = new float[clean.shape().row().size()];
    for (int i = 0; i < clean.shape().dim(0); i++) {
      clean.rows(i, i + 1).buffer().get(row);
      Random noise = permanent ? new Random(31 * secret + 77L * Arrays.hashCode(row)) : random;
      for (int j = 0; j < row.length; j++) {
        row[j] += (float) (sigma * noise.nextGaussian());
      }
      sent.rows(i, i + 1).buffer().put(row);
    }
    return sent;
  }
}
