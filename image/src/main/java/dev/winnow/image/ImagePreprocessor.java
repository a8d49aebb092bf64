package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.InputPreprocessor;
import java.util.Arrays;

/**
 * Turns images into the input of a network as its {@link ImageSpec} asks: the one code for
 * training, audit and edge.
 *
 * <p>The image is resampled like Pillow's {@code resize(…, BILINEAR, box)}, which averages when it
 * shrinks, but without rounding to 8 bits: in 32-bit floats, always in the same order, so that the
 * same image gives the same floats on every platform. They are within 0.001 of a grey level of the
 * exact value, before mean and scale. Letterbox borders are black pixels, that is {@code (0 − mean)
 * / scale}.
 *
 * <p>Costs about one multiplication and addition per channel and source pixel of the crop, twice.
 * Safe for use by several threads.
 */
public final class ImagePreprocessor implements InputPreprocessor {
  private final ImageSpec spec;

  /** The frame of the last image's size; the next one usually has the same. */
  private volatile Sized last;

  private record Sized(int width, int height, CropGeometry frame) {}

  private ImagePreprocessor(ImageSpec spec) {
    this.spec = spec;
    this.last = sized(spec.width(), spec.height());
  }

  /** Who prepares for networks that want such input. */
  public static ImagePreprocessor of(ImageSpec spec) {
    return new ImagePreprocessor(spec);
  }

  @Override
  public ImageSpec spec() {
    return spec;
  }

  @Override
  public void read(CaptureId id, byte[] bytes, Tensor into) {
    prepare(ImageDecoder.decode(id.toString(), bytes), into);
  }

  /** A new tensor of 1 × channels × height × width. */
  public Tensor prepare(Image image) {
    Tensor tensor = Tensor.allocate(spec.shape().batch(1));
    prepare(image, tensor);
    return tensor;
  }

  /**
   * Writes channels × height × width floats over all of a tensor, which is usually one row of a
   * batch: {@code batch.rows(i, i + 1)}.
   *
   * @throws IllegalArgumentException if the tensor has another number of elements
   */
  public void prepare(Image image, Tensor into) {
    requireRoom(into);
    Sized current = last;
    if (current.width != image.width() || current.height != image.height()) {
      current = sized(image.width(), image.height());
      last = current;
    }
    resample(image, current.frame, new ChannelWriter(spec, current.frame, into.buffer()));
  }

  private Sized sized(int width, int height) {
    return new Sized(width, height, CropGeometry.of(spec, width, height));
  }

  /**
   * Rows are narrowed once each, kept while they are needed, and added up to the rows of output.
   */
  private static void resample(Image image, CropGeometry frame, ChannelWriter planes) {
    ResampleWeights down = frame.down();
    int rowSize = 3 * frame.across().size();
    float[][] narrowed = new float[down.widest()][rowSize];
    float[] sum = new float[rowSize];
    int next = down.start(0);
    for (int y = 0; y < down.size(); y++) {
      for (next = Math.max(next, down.start(y)); next < down.end(y); next++) {
        narrow(image, next, frame.across(), narrowed[next % narrowed.length]);
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
  private static void narrow(Image image, int y, ResampleWeights across, float[] into) {
    byte[] samples = image.samples();
    int row = y * image.width();
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
