package dev.winnow.trust;

import dev.winnow.core.EnumJson;

/** How hard an audit tried, from least to most: a number that took less effort proves less. */
public enum Effort {
  /** Minutes, for work in progress. */
  QUICK,
  /** What a certificate usually rests on. */
  STANDARD,
  /** Every attack, with its larger settings. */
  THOROUGH;

  /** The word used on the command line and in JSON. */
  public String word() {
    return EnumJson.word(this);
  }
}
