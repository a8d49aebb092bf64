package dev.winnow.learn.siamese;

import java.util.Locale;

/** Which samples the contrastive loss pulls together; all others it pushes apart. */
public enum PairLabeling {
  /** Samples of the same primary class, whoever they show (Osia et al. 2017, section 4.1). */
  SAME_PRIMARY,
  /** Samples that show different people, whatever their class (DPFE, section III). */
  DIFFERENT_SENSITIVE;

  /** The word used on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
