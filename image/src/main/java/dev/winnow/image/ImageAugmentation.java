package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.data.Augmentation;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Images that are mirrored and moved.
 *
 * @param shape channels × height × width
 * @param flip whether left and right may be swapped
 * @param shift by how many pixels the image may be moved each way, at least 0; its edge is repeated
 *     where it leaves a gap
 */
record ImageAugmentation(Shape shape, boolean flip, int shift) implements Augmentation {
  private static final String FLIP = "flip";
  private static final String SHIFT = "shift";

  /** What a photograph of a person bears. */
  static final Map<String, Double> STANDARD = Map.of(FLIP, 1.0, SHIFT, 4.0);

  /**
   * Images of a network's input.
   *
   * @param strengths {@code flip} is 0 or 1, {@code shift} a whole number of pixels; what is not
   *     named is 0
   * @throws IllegalArgumentException if a name is unknown, or a strength out of its range
   */
  static ImageAugmentation of(ImageSpec spec, Map<String, Double> strengths) {
    for (String name : new TreeSet<>(strengths.keySet())) {
      require(
          Set.of(FLIP, SHIFT).contains(name),
          "images do not vary by \"%s\"; known are flip and shift".formatted(name));
    }
    double flip = strengths.getOrDefault(FLIP, 0.0);
    require(flip == 0 || flip == 1, "flip is %s and must be 0 or 1".formatted(flip));
    double shift = strengths.getOrDefault(SHIFT, 0.0);
    int pixels = (int) shift;
    require(pixels == shift, "shift is %s and must be a whole number".formatted(shift));
    require(pixels >= 0, "shift is %d and must be at least 0".formatted(pixels));
    return new ImageAugmentation(spec.shape(), flip == 1, pixels);
  }

  @Override
  public void apply(float[] sample, Random random, FloatBuffer into) {
    if (!flip && shift == 0) {
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

  /** By these words checkpoints have known it from the first. */
  @Override
  public String toString() {
    return "Augmentation[flip=%s, shift=%d]".formatted(flip, shift);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
