package dev.winnow.synthesis;

import dev.winnow.data.Split;

/** Who of a synthetic data set is to be learned from, and who measured on. */
public final class PeopleSplit {
  private PeopleSplit() {}

  /**
   * The part of a person: of ten in a row six are for training, one for validation, three for test.
   *
   * @param person counted from 0
   */
  public static Split of(int person) {
    return switch (person % 10) {
      case 0, 1, 2, 3, 4, 5 -> Split.TRAIN;
      case 6 -> Split.VALIDATION;
      default -> Split.TEST;
    };
  }
}
