package dev.winnow.learn.siamese;

/** What is done about classes of which there are more samples than of others. */
public enum ClassBalancing {
  /** An epoch sees as many of each class as there are of the rarest, drawn anew every time. */
  DRAW,
  /**
   * An epoch sees every sample, and one of a rare class counts more, so that all classes do alike.
   */
  WEIGH,
  /** Every sample counts alike: what is frequent is learned best. */
  NONE
}
