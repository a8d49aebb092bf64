package dev.winnow.detection;

import dev.winnow.core.ImageSpec.Colour;
import dev.winnow.core.Normalization;
import dev.winnow.image.Image;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes images of one size as the input of a detector's network, for every frame of a video: 640 ×
 * 480 pixels to 320 × 240 in two milliseconds. {@link dev.winnow.image.ImagePreprocessor}, which
 * prepares for training and extractors and takes several times as long, weighs every pixel exactly;
 * here blocks are averaged and interpolated ({@link SampledAxis}), which is closer to how detectors
 * are trained and run elsewhere.
 *
 * <p>Not safe for use by several threads.
 */
final class FrameScaler {
  private static final int CHANNELS = 3;

  private final int imageWidth;
  private final int imageHeight;
  private final InputForm form;
  private final ScaledPlacement placement;
  private final SampledAxis across;
  private final SampledAxis down;
  private final float[] factor = new float[CHANNELS];
  private final float[] offset = new float[CHANNELS];

  private final byte[] pixels;
  private final int[] sums;
  private final float[][] rows;
  private final int[] held = {-1, -1};
  private final float[] line;

  FrameScaler(InputForm form, int imageWidth, int imageHeight) {
    this.imageWidth = imageWidth;
    this.imageHeight = imageHeight;
    this.form = form;
    this.placement = form.place(imageWidth, imageHeight);
    this.across = SampledAxis.of(imageWidth, placement.width());
    this.down = SampledAxis.of(imageHeight, placement.height());
    Normalization normalization = form.spec().normalization();
    for (int channel = 0; channel < CHANNELS; channel++) {
      factor[channel] = (float) (1 / normalization.scale().get(channel));
      offset[channel] =
          (float) (-normalization.mean().get(channel) / normalization.scale().get(channel));
    }
    this.pixels = new byte[CHANNELS * imageWidth];
    this.sums = new int[CHANNELS * (imageWidth / across.block())];
    this.rows = new float[2][CHANNELS * placement.width()];
    this.line = new float[CHANNELS * placement.width()];
  }

  boolean isFor(Image image) {
    return image.width() == imageWidth && image.height() == imageHeight;
  }

  ScaledPlacement placement() {
    return placement;
  }

  /** Writes the border over the whole input; once is enough for images that follow. */
  void writeBorder(FloatBuffer into) {
    int area = form.spec().width() * form.spec().height();
    for (int i = 0; i < CHANNELS * area; i++) {
      int channel = form.channelsLast() ? i % CHANNELS : i / area;
      into.put(i, form.border() * factor[channel] + offset[channel]);
    }
  }

  /** Writes an image of the right size. */
  void write(Image image, FloatBuffer into) {
    Arrays.fill(held, -1);
    for (int y = 0; y < down.size(); y++) {
      float[] upper = row(image, down.from(y));
      float[] lower = row(image, down.to(y));
      float weight = down.weight(y);
      for (int i = 0; i < line.length; i++) {
        line[i] = upper[i] + weight * (lower[i] - upper[i]);
      }
      put(placement.top() + y, into);
    }
  }

  /** One row of blocks at the width of the output; the last two are kept. */
  private float[] row(Image image, int y) {
    int slot = y & 1;
    if (held[slot] != y) {
      sumBlocks(image, y);
      interpolate(rows[slot]);
      held[slot] = y;
    }
    return rows[slot];
  }

  private void sumBlocks(Image image, int y) {
    Arrays.fill(sums, 0);
    for (int k = 0; k < down.block(); k++) {
      image.copyRow(0, y * down.block() + k, imageWidth, pixels);
      int at = 0;
      for (int i = 0; i < sums.length; i += CHANNELS) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int j = 0; j < across.block(); j++, at += CHANNELS) {
          red += pixels[at] & 0xFF;
          green += pixels[at + 1] & 0xFF;
          blue += pixels[at + 2] & 0xFF;
        }
        sums[i] += red;
        sums[i + 1] += green;
        sums[i + 2] += blue;
      }
    }
  }

  /** All of the network's first channel, then of the second, then of the third. */
  private void interpolate(float[] into) {
    float share = 1f / (across.block() * down.block());
    int width = placement.width();
    int first = form.spec().colour() == Colour.BGR ? 2 : 0;
    for (int x = 0; x < width; x++) {
      int from = CHANNELS * across.from(x);
      int to = CHANNELS * across.to(x);
      float weight = across.weight(x) * share;
      float rest = share - weight;
      into[x] = rest * sums[from + first] + weight * sums[to + first];
      into[width + x] = rest * sums[from + 1] + weight * sums[to + 1];
      into[2 * width + x] = rest * sums[from + 2 - first] + weight * sums[to + 2 - first];
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = channel * width; i < (channel + 1) * width; i++) {
        into[i] = into[i] * factor[channel] + offset[channel];
      }
    }
  }

  private void put(int y, FloatBuffer into) {
    int width = placement.width();
    int rowStart = y * form.spec().width() + placement.left();
    if (!form.channelsLast()) {
      int area = form.spec().width() * form.spec().height();
      for (int channel = 0; channel < CHANNELS; channel++) {
        into.put(channel * area + rowStart, line, channel * width, width);
      }
      return;
    }
    for (int x = 0; x < width; x++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        into.put(CHANNELS * (rowStart + x) + channel, line[channel * width + x]);
      }
    }
  }
}
