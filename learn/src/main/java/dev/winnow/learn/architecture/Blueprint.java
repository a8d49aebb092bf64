package dev.winnow.learn.architecture;

import dev.winnow.core.ModelCard;
import dev.winnow.core.Shape;
import java.util.Random;

/**
 * What an untrained network is made from.
 *
 * @param input the shape of a sample
 * @param classes how many there are
 * @param card what the network says about itself
 * @param recurrent its recurrent part, if it has one
 * @param random draws the weights
 */
public record Blueprint(
    Shape input, int classes, ModelCard card, RecurrentSettings recurrent, Random random) {
  /** With the recurrent part that suits most. */
  public static Blueprint of(Shape input, int classes, ModelCard card, Random random) {
    return new Blueprint(input, classes, card, RecurrentSettings.STANDARD, random);
  }
}
