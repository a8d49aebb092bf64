package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Prepared images as people can look at them, and smaller ones. */
public final class Denormalizer {
  private Denormalizer() {}

  /**
   * The images that a network would see so: what a {@link ImagePreprocessor} does to the levels of
   * each pixel, undone. Levels beyond 0 to 255 are cut off; grey is repeated.
   *
   * @param prepared of the shape [images, channels, height, width], of any height and width
   * @throws IllegalArgumentException if there are other channels than the preprocessing makes
   */
  public static List<Image> images(Tensor prepared, ImageSpec preprocessing) {
    PixelScaling levels = new PixelScaling(preprocessing);
    Shape shape = prepared.shape();
    levels.requireImages(shape);
    return IntStream.range(0, shape.dim(0))
        .mapToObj(i -> levels.levels(prepared.rows(i, i + 1)))
        .map(planes -> image(planes, shape.dim(3), shape.dim(2)))
        .toList();
  }

  /**
   * How much red, green and blue each pixel has, from 0 to 1: what a {@link ImagePreprocessor}
   * does, undone, without rounding. What is beyond is cut off.
   *
   * @param prepared of the shape [images, channels, height, width], of any height and width
   * @return newly allocated, of the shape [images, 3, height, width]
   * @throws IllegalArgumentException if there are other channels than the preprocessing makes
   */
  public static Tensor shares(Tensor prepared, ImageSpec preprocessing) {
    PixelScaling levels = new PixelScaling(preprocessing);
    Shape shape = prepared.shape();
    levels.requireImages(shape);
    Tensor made = Tensor.allocate(Shape.of(shape.dim(0), 3, shape.dim(2), shape.dim(3)));
    FloatBuffer into = made.buffer();
    for (int i = 0; i < shape.dim(0); i++) {
      for (float[] plane : levels.levels(prepared.rows(i, i + 1))) {
        for (float level : plane) {
          into.put(level / PixelScaling.MOST);
        }
      }
    }
    return made;
  }

  /**
   * Images of a fraction of the size, each pixel the mean of a square.
   *
   * @param images of the shape [images, channels, height, width]
   * @param factor width of the square, which divides height and width
   * @return newly allocated
   * @throws IllegalArgumentException if it does not divide them
   */
  public static Tensor smaller(Tensor images, int factor) {
    Shape shape = images.shape();
    int height = shape.dim(2);
    int width = shape.dim(3);
    if (factor < 1 || height % factor != 0 || width % factor != 0) {
      throw new IllegalArgumentException(
          "%d×%d pixels cannot be averaged in squares of %d".formatted(width, height, factor));
    }
    int planes = shape.dim(0) * shape.dim(1);
    Tensor made =
        Tensor.allocate(Shape.of(shape.dim(0), shape.dim(1), height / factor, width / factor));
    FloatBuffer from = images.buffer();
    FloatBuffer into = made.buffer();
    double share = 1.0 / (factor * factor);
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < height; y += factor) {
        for (int x = 0; x < width; x += factor) {
          into.put((float) (share * sum(from, (plane * height + y) * width + x, width, factor)));
        }
      }
    }
    return made;
  }

  private static double sum(FloatBuffer from, int corner, int width, int factor) {
    double sum = 0;
    for (int y = 0; y < factor; y++) {
      for (int x = 0; x < factor; x++) {
        sum += from.get(corner + y * width + x);
      }
    }
    return sum;
  }

  private static Image image(float[][] planes, int width, int height) {
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      for (int colour = 0; colour < 3; colour++) {
        samples[3 * i + colour] = (byte) Math.round(planes[colour][i]);
      }
    }
    return Image.over(width, height, samples);
  }
}
