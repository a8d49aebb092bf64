package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;

/**
 * Between the values that a network takes and levels of red, green and blue from 0 to 255: what a
 * {@link ImageSpec} does to a pixel, and back.
 */
record PixelScaling(ImageSpec preprocessing) {
  private static final int CHANNELS = 3;
  static final float MOST = 255;

  /**
   * @throws IllegalArgumentException if the shape is not [images, channels, height, width]
   */
  void requireImages(Shape shape) {
    int channels = preprocessing.colour().channels();
    if (shape.rank() != 4 || shape.dim(1) != channels) {
      throw new IllegalArgumentException(
          "images of %s have the shape [images, %d, height, width], not %s"
              .formatted(preprocessing.colour(), channels, shape));
    }
  }

  /** Planes of red, green and blue of one image; what is beyond the levels is cut off. */
  float[][] levels(Tensor image) {
    int size = image.shape().size() / preprocessing.colour().channels();
    float[][] planes = new float[CHANNELS][size];
    FloatBuffer values = image.buffer();
    for (int colour = 0; colour < CHANNELS; colour++) {
      int channel = channel(colour);
      double mean = preprocessing.normalization().mean().get(channel);
      double scale = preprocessing.normalization().scale().get(channel);
      for (int i = 0; i < size; i++) {
        double level = values.get(channel * size + i) * scale + mean;
        planes[colour][i] = (float) Math.max(0, Math.min(MOST, level));
      }
    }
    return planes;
  }

  /** Writes planes of red, green and blue as the values of one image. */
  void put(float[][] planes, Tensor image) {
    int size = planes[0].length;
    FloatBuffer values = image.buffer();
    for (int channel = 0; channel < preprocessing.colour().channels(); channel++) {
      double mean = preprocessing.normalization().mean().get(channel);
      double scale = preprocessing.normalization().scale().get(channel);
      for (int i = 0; i < size; i++) {
        values.put((float) ((level(planes, channel, i) - mean) / scale));
      }
    }
  }

  private double level(float[][] planes, int channel, int i) {
    return switch (preprocessing.colour()) {
      case RGB -> planes[channel][i];
      case BGR -> planes[2 - channel][i];
      case GREY -> 0.299 * planes[0][i] + 0.587 * planes[1][i] + 0.114 * planes[2][i];
    };
  }

  /** Where red, green or blue is found among the channels. */
  private int channel(int colour) {
    return switch (preprocessing.colour()) {
      case RGB -> colour;
      case BGR -> 2 - colour;
      case GREY -> 0;
    };
  }
}
