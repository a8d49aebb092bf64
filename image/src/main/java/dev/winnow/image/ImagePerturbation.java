package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Tensor;
import dev.winnow.data.CapturePerturbation;
import java.util.List;
import java.util.Random;

/**
 * Copies of images that differ as two frames of a still scene do, or an image and one that was sent
 * on: moved by up to two pixels with the border drawn out, of up to 2 % more or less contrast, and
 * compressed anew as a camera (.95) or a messenger (.75) would.
 */
final class ImagePerturbation implements CapturePerturbation {
  private static final int MOVED = 2;
  private static final double GAIN = 0.02;

  private static final double LOWEST = 0.75;
  private static final double HIGHEST = 0.95;

  private final ImageSpec preprocessing;
  private final ImagePreprocessor preprocessor;
  private final int height;
  private final int width;
  private final Random random;

  ImagePerturbation(ImageSpec preprocessing, long seed) {
    this.height = preprocessing.shape().dim(1);
    this.width = preprocessing.shape().dim(2);
    this.preprocessing = preprocessing;
    // Images have been cropped already.
    this.preprocessor = ImagePreprocessor.of(preprocessing.withCrop(1));
    this.random = new Random(seed);
  }

  @Override
  public Tensor of(Tensor images) {
    Tensor altered = Tensor.allocate(images.shape());
    move(images, altered);
    recode(altered);
    return altered;
  }

  private void move(Tensor images, Tensor into) {
    int planes = images.shape().size() / (height * width);
    int perImage = planes / images.shape().dim(0);
    int down = 0;
    int across = 0;
    float gain = 1;
    for (int plane = 0; plane < planes; plane++) {
      if (plane % perImage == 0) {
        down = random.nextInt(2 * MOVED + 1) - MOVED;
        across = random.nextInt(2 * MOVED + 1) - MOVED;
        gain = (float) (1 + GAIN * (2 * random.nextDouble() - 1));
      }
      int from = plane * height * width;
      for (int y = 0; y < height; y++) {
        int row = from + within(y + down, height) * width;
        for (int x = 0; x < width; x++) {
          float value = images.buffer().get(row + within(x + across, width));
          into.buffer().put(from + y * width + x, value * gain);
        }
      }
    }
  }

  private void recode(Tensor images) {
    List<Image> restored = Denormalizer.images(images, preprocessing);
    for (int row = 0; row < restored.size(); row++) {
      float quality = (float) (LOWEST + (HIGHEST - LOWEST) * random.nextDouble());
      preprocessor.prepare(
          JpegRecompression.asJpeg(restored.get(row), quality), images.rows(row, row + 1));
    }
  }

  private static int within(int at, int size) {
    return Math.max(0, Math.min(size - 1, at));
  }
}
