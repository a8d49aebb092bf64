package dev.winnow.learn.architecture;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.onnx.Network;
import java.util.Locale;
import java.util.Random;

/**
 * Networks that can be trained from scratch, of images of at least 16 × 16 pixels. Numbers of
 * weights are for two classes of images in colour.
 */
public enum Architecture {
  /**
   * Eight convolutions with batch normalisation in four blocks, in the manner of Simonyan and
   * Zisserman (2015); 116,402 weights, about 460 kB.
   */
  VGG(Vgg.SMALLEST) {
    @Override
    public Network untrained(Shape input, int classes, ModelCard card, Random random) {
      return Vgg.network(input, classes, card, random);
    }
  },
  /**
   * Eight residual blocks in four stages, in the manner of He et al. (2016); 263,026 weights, about
   * 1 MB, and nearly three times the work of {@link #VGG}.
   */
  RESIDUAL(Residual.SMALLEST) {
    @Override
    public Network untrained(Shape input, int classes, ModelCard card, Random random) {
      return Residual.network(input, classes, card, random);
    }
  },
  /**
   * Six depthwise separable blocks, in the manner of Howard et al. (2017); 37,570 weights, about
   * 150 kB, and a fifth of the work of {@link #VGG}: for an edge that can do little.
   */
  DEPTHWISE(Depthwise.SMALLEST) {
    @Override
    public Network untrained(Shape input, int classes, ModelCard card, Random random) {
      return Depthwise.network(input, classes, card, random);
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

  /**
   * Refuses inputs that this cannot be made for.
   *
   * @param input the shape of a sample
   * @throws InvalidSettingException if it is not channels × height × width, or too small
   */
  public void requireInput(Shape input) {
    InvalidSettingException.require(
        input.rank() == 3 && input.dim(1) >= smallest && input.dim(2) >= smallest,
        "the input of " + word(),
        input,
        "channels × height × width of at least %d × %d".formatted(smallest, smallest));
  }

  /** A network with random weights, whose output is the probability of each class. */
  public abstract Network untrained(Shape input, int classes, ModelCard card, Random random);
}
