package dev.winnow.data;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Turns pictures into the input of a network as its {@link Preprocessing} asks: the one code for
 * training, audit and edge.
 *
 * <p>The picture is resampled like Pillow's {@code resize(…, BILINEAR, box)}, which averages when
 * it shrinks, but without rounding to 8 bits: in 32-bit floats, always in the same order, so that
 * the same picture gives the same floats on every platform. They are within 0.001 of a grey level
 * of the exact value, before mean and scale. Letterbox borders are black pixels, that is {@code (0
 * − mean) / scale}.
 *
 * <p>Costs about one multiplication and addition per channel and source pixel of the crop, twice.
 * Safe for use by several threads.
 */
public final class Preparer {
  private final Preprocessing preprocessing;

  /** The frame of the last picture's size; the next one usually has the same. */
  private volatile Sized last;

  private record Sized(int width, int height, Frame frame) {}

  private Preparer(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.last = sized(preprocessing.width(), preprocessing.height());
  }

  /** A preparer for networks that want such input. */
  public static Preparer of(Preprocessing preprocessing) {
    return new Preparer(preprocessing);
  }

  /** What this preparer does. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** A new tensor of 1 × channels × height × width. */
  public Tensor prepare(Picture picture) {
    Tensor tensor = Tensor.allocate(preprocessing.shape().batch(1));
    prepare(picture, tensor);
    return tensor;
  }

  /**
   * Writes channels × height × width floats over all of a tensor, which is usually one row of a
   * batch: {@code batch.rows(i, i + 1)}.
   *
   * @throws IllegalArgumentException if the tensor has another number of elements
   */
  public void prepare(Picture picture, Tensor into) {
    Shape shape = preprocessing.shape();
    if (into.shape().size() != shape.size()) {
      throw new IllegalArgumentException("a sample is " + shape + ", not " + into.shape());
    }
    Sized current = last;
    if (current.width != picture.width() || current.height != picture.height()) {
      current = sized(picture.width(), picture.height());
      last = current;
    }
    resample(picture, current.frame, new Planes(preprocessing, current.frame, into.buffer()));
  }

  private Sized sized(int width, int height) {
    return new Sized(width, height, Frame.of(preprocessing, width, height));
  }

  /**
   * Rows are narrowed once each, kept while they are needed, and added up to the rows of output.
   */
  private static void resample(Picture picture, Frame frame, Planes planes) {
    Axis down = frame.down();
    int rowSize = 3 * frame.across().size();
    float[][] narrowed = new float[down.widest()][rowSize];
    float[] sum = new float[rowSize];
    int next = down.start(0);
    for (int y = 0; y < down.size(); y++) {
      for (next = Math.max(next, down.start(y)); next < down.end(y); next++) {
        narrow(picture, next, frame.across(), narrowed[next % narrowed.length]);
      }
      Arrays.fill(sum, 0);
      float[] weights = down.weights(y);
      for (int k = 0; k < weights.length; k++) {
        add(narrowed[(down.start(y) + k) % narrowed.length], weights[k], sum);
      }
      planes.put(y, sum);
    }
  }

  /** One source row at the width of the output: all of red, then green, then blue. */
  private static void narrow(Picture picture, int y, Axis across, float[] into) {
    byte[] samples = picture.samples();
    int row = y * picture.width();
    int size = across.size();
    for (int x = 0; x < size; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int at = 3 * (row + across.start(x));
      for (float weight : across.weights(x)) {
        red += weight * (samples[at++] & 0xFF);
        green += weight * (samples[at++] & 0xFF);
        blue += weight * (samples[at++] & 0xFF);
      }
      into[x] = red;
      into[size + x] = green;
      into[2 * size + x] = blue;
    }
  }

  private static void add(float[] row, float weight, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * row[i];
    }
  }
}
