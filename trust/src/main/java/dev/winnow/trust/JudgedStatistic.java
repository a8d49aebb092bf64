package dev.winnow.trust;

import dev.winnow.core.EnumJson;

/** Which number of a {@link Finding} must meet a limit. */
public enum JudgedStatistic {
  /** What was measured. */
  VALUE,
  /** The end of the 95 % interval that leaks more, so that luck alone never passes. */
  INTERVAL;

  /** The word used in policies. */
  public String word() {
    return EnumJson.word(this);
  }
}
