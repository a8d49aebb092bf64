package dev.winnow.core;

import java.util.Arrays;
import java.util.Locale;

/** An enum's constants as lower-case words in JSON. */
public final class EnumJson {
  private EnumJson() {}

  /**
   * The constant whose word a field holds.
   *
   * @throws MalformedJsonException if it holds none
   */
  public static <E extends Enum<E>> E read(StrictObject fields, String name, Class<E> type) {
    String word = fields.text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                fields.invalid(
                    name,
                    "must be one of "
                        + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants()).map(EnumJson::word).toList())));
  }

  /** The word of a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
