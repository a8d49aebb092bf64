package dev.winnow.trust;

import dev.winnow.core.Choice;

/** Which number of a {@link Finding} must meet a limit. */
public enum Judge {
  /** What was measured. */
  VALUE,
  /** The end of the 95 % interval that leaks more, so that luck alone never passes. */
  INTERVAL;

  /** The word used in policies. */
  public String word() {
    return Choice.word(this);
  }
}
