package dev.winnow.learn.example;

import dev.winnow.core.Shape;
import dev.winnow.learn.InvalidSettingException;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Changes that an image may undergo without becoming another class, drawn anew each time it is
 * seen; sound and series stay as they are.
 *
 * @param flip whether left and right may be swapped
 * @param shift by how many pixels the image may be moved each way, at least 0; its edge is repeated
 *     where it leaves a gap
 */
public record Augmentation(boolean flip, int shift) {
  /** Channels, height and width. */
  private static final int IMAGE_RANK = 3;

  /** Samples as they are. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public Augmentation {
    InvalidSettingException.require(shift >= 0, "shift", shift, "at least 0");
  }

  /**
   * Writes a changed sample.
   *
   * @param sample in row-major order; of an image, channels × height × width
   * @param shape of the sample
   * @param into where as many floats are put
   */
  void apply(float[] sample, Shape shape, Random random, FloatBuffer into) {
    if (shape.rank() != IMAGE_RANK || (!flip && shift == 0)) {
      into.put(sample);
      return;
    }
    boolean flipped = flip && random.nextBoolean();
    int down = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    int right = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
    int height = shape.dim(1);
    int width = shape.dim(2);
    int[] columns = new int[width];
    for (int x = 0; x < width; x++) {
      int from = Math.min(Math.max(x + right, 0), width - 1);
      columns[x] = flipped ? width - 1 - from : from;
    }
    for (int channel = 0; channel < shape.dim(0); channel++) {
      for (int y = 0; y < height; y++) {
        int row = (channel * height + Math.min(Math.max(y + down, 0), height - 1)) * width;
        for (int column : columns) {
          into.put(sample[row + column]);
        }
      }
    }
  }
}
