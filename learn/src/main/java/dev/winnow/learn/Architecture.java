package dev.winnow.learn;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.onnx.Network;
import java.util.Locale;
import java.util.Random;

/** Networks that can be trained from scratch. */
public enum Architecture {
  /** Eight convolutions with batch normalisation in four blocks; about 460 kB. */
  VGG(Vgg.SMALLEST) {
    @Override
    Network untrained(Shape input, int classes, ModelCard card, Random random) {
      return Vgg.network(input, classes, card, random);
    }
  };

  private final int smallest;

  Architecture(int smallest) {
    this.smallest = smallest;
  }

  /** The word used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The least width and height of a picture, in pixels. */
  int smallest() {
    return smallest;
  }

  /** A network with random weights, whose output is the probability of each class. */
  abstract Network untrained(Shape input, int classes, ModelCard card, Random random);
}
