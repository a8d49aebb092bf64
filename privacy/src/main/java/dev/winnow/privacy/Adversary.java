package dev.winnow.privacy;

/**
 * A way of naming the person behind a feature, learned anew from every evidence it is given.
 *
 * <p>Adversaries are one family: each takes features of any kind, and is judged by what its scores
 * say of unknown ones. Whatever is measured is counted from the scores, so one that is added here
 * takes part in everything.
 */
public sealed interface Adversary
    permits NearestNeighbour,
        GaussianKde,
        ClassifierAdversary,
        ScratchNetworkAdversary,
        TransferAdversary {

  /** The word for it in tables and JSON. */
  String word();

  /**
   * The evidence as it looks at it.
   *
   * @param usual the same {@link AttackData#prepared}, as most adversaries want it
   */
  default PreparedData sees(AttackData data, PreparedData usual) {
    return usual;
  }

  /**
   * Learns from the known features. Deterministic for a seed and a number of threads.
   *
   * @return to be closed by the caller
   */
  Scores scores(PreparedData data);

  /** The share of unknown features whose person is named rightly at the first guess, 0 to 1. */
  default double topOne(PreparedData data) {
    return ResampledMean.of(Ranking.of(this, data), Metric.TOP_ONE).mean();
  }
}
