package dev.winnow.privacy;

/**
 * A way of naming the person behind a feature, learned anew from every evidence it is given.
 *
 * <p>Adversaries are one family: each takes features of any kind and is scored by how many of the
 * unknown ones it names rightly.
 */
public sealed interface Adversary permits NearestNeighbour, Retrained {

  /** The word for it in tables and JSON. */
  String word();

  /**
   * The share of unknown features whose person is named rightly at the first guess, from 0 to 1.
   * Deterministic for a seed and a number of threads.
   */
  double topOne(Prepared evidence);
}
