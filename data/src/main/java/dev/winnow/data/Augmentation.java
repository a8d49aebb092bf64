package dev.winnow.data;

import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Changes that a prepared capture may undergo without becoming another class, drawn anew each time
 * it is seen in training. What they are is for its modality to say, see {@link
 * Modality#augmentation}.
 */
public interface Augmentation {
  /** Captures as they are. */
  Augmentation NONE =
      new Augmentation() {
        @Override
        public void apply(float[] sample, Random random, FloatBuffer into) {
          into.put(sample);
        }

        @Override
        public String toString() {
          return "Augmentation[]";
        }
      };

  /**
   * Writes a changed capture.
   *
   * @param sample a prepared capture in row-major order, not changed
   * @param random what is drawn from
   * @param into where as many floats are put
   */
  void apply(float[] sample, Random random, FloatBuffer into);

  /** What is done and how much, in words that are the same in every run: checkpoints state them. */
  @Override
  String toString();
}
