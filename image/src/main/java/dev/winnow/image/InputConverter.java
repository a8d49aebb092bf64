package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Turns images that were prepared for one network into the input of another, without going back to
 * the files: what an attacker does who has only an image in the range of one network, and wants to
 * show it to a second.
 *
 * <p>A {@link CropWindow} of the image is resampled to the size that the other wants, as by the
 * {@link ImagePreprocessor}, which averages when it shrinks; what lies beyond the image repeats its
 * edge. Crop and fit of the other's preprocessing do not count, for the window says what is seen.
 * Values beyond 0 to 255 levels, which networks make and cameras do not, are cut off.
 *
 * <p>Safe for use by several threads.
 */
public final class InputConverter {
  private static final int CHANNELS = 3;

  private final PixelScaling from;
  private final PixelScaling to;
  private final ImageSpec wanted;
  private final CropWindow window;

  private InputConverter(ImageSpec from, CropWindow window, ImageSpec to) {
    this.from = new PixelScaling(from);
    this.to = new PixelScaling(to);
    this.wanted = to;
    this.window = window;
  }

  /**
   * A way from one preparation to another.
   *
   * @param from how the images were prepared; their size may be another
   * @param window of them that the other network sees
   * @param to what that wants
   */
  public static InputConverter of(ImageSpec from, CropWindow window, ImageSpec to) {
    return new InputConverter(from, window, to);
  }

  /**
   * Images as the other network wants them.
   *
   * @param images of the shape [images, channels, height, width], of any height and width
   * @return newly allocated, of the shape [images, channels, height, width] of the other
   * @throws IllegalArgumentException if they have another number of channels than they were
   *     prepared with
   */
  public Tensor apply(Tensor images) {
    Shape shape = images.shape();
    from.requireImages(shape);
    int height = shape.dim(2);
    int width = shape.dim(3);
    Strip across = Strip.of(width, window.left(), window.width(), wanted.width());
    Strip down = Strip.of(height, window.top(), window.height(), wanted.height());
    Tensor made = Tensor.allocate(wanted.shape().batch(shape.dim(0)));
    float[] room = new float[wanted.width()];
    for (int image = 0; image < shape.dim(0); image++) {
      float[][] levels = from.levels(images.rows(image, image + 1));
      float[][] seen = new float[CHANNELS][];
      for (int channel = 0; channel < CHANNELS; channel++) {
        seen[channel] = resampled(levels[channel], width, across, down, room);
      }
      to.put(seen, made.rows(image, image + 1));
    }
    return made;
  }

  private static float[] resampled(
      float[] plane, int width, Strip across, Strip down, float[] room) {
    float[] made = new float[across.axis.size() * down.axis.size()];
    for (int y = 0; y < down.axis.size(); y++) {
      float[] shares = down.axis.weights(y);
      for (int k = 0; k < shares.length; k++) {
        across.row(plane, width * down.source(down.axis.start(y) + k), room);
        for (int x = 0; x < room.length; x++) {
          made[y * room.length + x] += shares[k] * room[x];
        }
      }
    }
    return made;
  }

  /** One axis of the window, which is laid over a source that goes on beyond its ends. */
  private record Strip(ResampleWeights axis, int extent, int before) {
    static Strip of(int extent, double from, double length, int target) {
      double low = from * extent;
      double high = (from + length) * extent;
      int reach = 1 + (int) Math.ceil(Math.max(1, (high - low) / target));
      int before = low < 0 ? (int) Math.ceil(-low) + reach : 0;
      int behind = high > extent ? (int) Math.ceil(high - extent) + reach : 0;
      ResampleWeights axis =
          ResampleWeights.of(extent + before + behind, low + before, high + before, target);
      return new Strip(axis, extent, before);
    }

    int source(int i) {
      return Math.max(0, Math.min(extent - 1, i - before));
    }

    void row(float[] plane, int offset, float[] into) {
      Arrays.fill(into, 0);
      for (int x = 0; x < into.length; x++) {
        float[] shares = axis.weights(x);
        for (int k = 0; k < shares.length; k++) {
          into[x] += shares[k] * plane[offset + source(axis.start(x) + k)];
        }
      }
    }
  }
}
