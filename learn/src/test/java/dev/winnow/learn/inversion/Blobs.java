package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Random;

/** Images of a bright spot on grey, in values around 0. */
final class Blobs {
  private Blobs() {}

  /** So many images, each of a spot of another place, width and colour. */
  static Tensor of(int count, int size, long seed) {
    Random random = new Random(seed);
    Tensor images = Tensor.allocate(Shape.of(count, 3, size, size));
    var values = images.buffer();
    for (int i = 0; i < count; i++) {
      double x = size * (0.25 + 0.5 * random.nextDouble());
      double y = size * (0.25 + 0.5 * random.nextDouble());
      double width = size * (0.1 + 0.15 * random.nextDouble());
      for (int channel = 0; channel < 3; channel++) {
        double height = 2 * random.nextDouble() - 1;
        for (int place = 0; place < size * size; place++) {
          int row = place / size;
          double dx = place - row * size - x;
          double dy = row - y;
          values.put((float) (height * Math.exp(-(dx * dx + dy * dy) / (2 * width * width))));
        }
      }
    }
    return images;
  }

  /** The mean squared difference of images, over that from the mean of the right ones. */
  static double unexplained(Tensor right, Tensor found) {
    int count = right.shape().dim(0);
    int size = right.shape().row().size();
    double error = 0;
    double variance = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < count; row++) {
        double value = right.buffer().get(row * size + i);
        double apart = value - found.buffer().get(row * size + i);
        sum += value;
        squares += value * value;
        error += apart * apart;
      }
      variance += squares - sum * sum / count;
    }
    return error / variance;
  }
}
