package dev.winnow.attack.adversary;

/**
 * A way of naming the person behind a feature, learned anew from all data it is given.
 *
 * <p>Adversaries are one family: each takes features of any kind, and is judged by what its scores
 * say of unknown ones. Whatever is measured is counted from the scores, so one that is added here
 * takes part in everything.
 */
public sealed interface Adversary
    permits NearestNeighbour,
        GaussianKde,
        ClassifierAdversary,
        GradientBoostingAdversary,
        RbfSvmAdversary,
        ScratchNetworkAdversary,
        TransferAdversary {

  /** The word for it in tables and JSON. */
  String word();

  /**
   * The data as it wants them prepared.
   *
   * @param usual the same {@link AttackData#prepared}, as most adversaries want it
   */
  default PreparedData prepared(AttackData data, PreparedData usual) {
    return usual;
  }

  /**
   * Learns from the known features. Deterministic for a seed and a number of threads.
   *
   * @return to be closed by the caller
   */
  Scores scores(PreparedData data);
}
