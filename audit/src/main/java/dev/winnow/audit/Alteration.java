package dev.winnow.audit;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Tensor;
import dev.winnow.data.Picture;
import dev.winnow.data.Preparer;
import dev.winnow.data.Recoding;
import dev.winnow.data.Restored;
import java.util.List;
import java.util.Random;

/**
 * Copies of pictures that differ as two frames of a still scene do, or a picture and one that was
 * sent on: moved by up to two pixels with the border drawn out, of up to 2 % more or less contrast,
 * and compressed anew as a camera (.95) or a messenger (.75) would.
 */
final class Alteration {
  private static final int MOVED = 2;
  private static final double GAIN = 0.02;

  private static final double LOWEST = 0.75;
  private static final double HIGHEST = 0.95;

  private final Preprocessing preprocessing;
  private final Preparer preparer;
  private final int height;
  private final int width;
  private final Random random;

  Alteration(Preprocessing preprocessing, long seed) {
    this.height = preprocessing.shape().dim(1);
    this.width = preprocessing.shape().dim(2);
    this.preprocessing = preprocessing;
    // Pictures have been cropped already.
    this.preparer = Preparer.of(preprocessing.withCrop(1));
    this.random = new Random(seed);
  }

  /** An altered copy of each picture, newly allocated. */
  Tensor of(Tensor pictures) {
    Tensor altered = Tensor.allocate(pictures.shape());
    move(pictures, altered);
    recode(altered);
    return altered;
  }

  private void move(Tensor pictures, Tensor into) {
    int planes = pictures.shape().size() / (height * width);
    int perPicture = planes / pictures.shape().dim(0);
    int down = 0;
    int across = 0;
    float gain = 1;
    for (int plane = 0; plane < planes; plane++) {
      if (plane % perPicture == 0) {
        down = random.nextInt(2 * MOVED + 1) - MOVED;
        across = random.nextInt(2 * MOVED + 1) - MOVED;
        gain = (float) (1 + GAIN * (2 * random.nextDouble() - 1));
      }
      int from = plane * height * width;
      for (int y = 0; y < height; y++) {
        int row = from + within(y + down, height) * width;
        for (int x = 0; x < width; x++) {
          float value = pictures.buffer().get(row + within(x + across, width));
          into.buffer().put(from + y * width + x, value * gain);
        }
      }
    }
  }

  private void recode(Tensor pictures) {
    List<Picture> restored = Restored.pictures(pictures, preprocessing);
    for (int row = 0; row < restored.size(); row++) {
      float quality = (float) (LOWEST + (HIGHEST - LOWEST) * random.nextDouble());
      preparer.prepare(Recoding.asJpeg(restored.get(row), quality), pictures.rows(row, row + 1));
    }
  }

  private static int within(int at, int size) {
    return Math.max(0, Math.min(size - 1, at));
  }
}
