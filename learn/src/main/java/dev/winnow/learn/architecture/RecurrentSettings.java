package dev.winnow.learn.architecture;

import dev.winnow.learn.InvalidSettingException;

/**
 * The recurrent part of a network.
 *
 * @param hidden values of a state, in each direction, from 1 to 1,024
 * @param layers one on the other, from 1 to 8
 * @param bidirectional whether each layer also goes backwards
 */
public record RecurrentSettings(int hidden, int layers, boolean bidirectional) {
  /** One layer of 64, forwards. */
  public static final RecurrentSettings STANDARD = new RecurrentSettings(64, 1, false);

  private static final int MOST_HIDDEN = 1_024;
  private static final int MOST_LAYERS = 8;

  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public RecurrentSettings {
    InvalidSettingException.require(
        hidden >= 1 && hidden <= MOST_HIDDEN, "hidden", hidden, "from 1 to " + MOST_HIDDEN);
    InvalidSettingException.require(
        layers >= 1 && layers <= MOST_LAYERS, "layers", layers, "from 1 to " + MOST_LAYERS);
  }

  /** In how many directions each layer goes. */
  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** Such as {@code 2 layers of 64, both ways}. */
  @Override
  public String toString() {
    String stack = layers + (layers == 1 ? " layer of " : " layers of ") + hidden;
    return bidirectional ? stack + ", both ways" : stack;
  }
}
