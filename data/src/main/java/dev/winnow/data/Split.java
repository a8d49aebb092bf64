package dev.winnow.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which part of a data set a sample belongs to. */
public enum Split {
  /** What a network, or an attacker, learns from. */
  TRAIN,
  /** What decides when to stop learning. */
  VALIDATION,
  /** What is never seen before the result is measured. */
  TEST;

  /** The word used in {@code samples.csv}: the constant in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Split> ofWord(String word) {
    return Arrays.stream(values()).filter(split -> split.word().equals(word)).findFirst();
  }
}
