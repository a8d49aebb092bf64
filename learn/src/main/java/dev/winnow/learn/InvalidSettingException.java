package dev.winnow.learn;

/** A setting of a training is out of its range. */
public final class InvalidSettingException extends LearningException {
  InvalidSettingException(String name, Object value, String bound) {
    super("%s is %s and must be %s".formatted(name, value, bound));
  }

  /**
   * Refuses a setting.
   *
   * @param bound completes the sentence "… must be"
   * @throws InvalidSettingException if the condition does not hold
   */
  public static void require(boolean condition, String name, Object value, String bound) {
    if (!condition) {
      throw new InvalidSettingException(name, value, bound);
    }
  }
}
