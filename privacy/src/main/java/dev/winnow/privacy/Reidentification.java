package dev.winnow.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;

/**
 * A first look at identity: how often three retrained adversaries name the person behind a feature,
 * as shares from 0 to 1.
 *
 * @param knn the nearest neighbour's
 * @param logistic logistic regression's
 * @param mlp a multi-layer perceptron's
 */
public record Reidentification(double knn, double logistic, double mlp) {

  /**
   * Runs the adversaries.
   *
   * @param seed of the retraining
   * @param threads that compute
   */
  public static Reidentification of(AttackData data, long seed, int threads) {
    PreparedData prepared = data.prepared(threads);
    return new Reidentification(
        new NearestNeighbour().topOne(prepared),
        ClassifierAdversary.logistic(seed, threads).topOne(prepared),
        ClassifierAdversary.perceptron(seed, threads).topOne(prepared));
  }

  /** The score of the strongest, which is the one that counts. */
  public double strongest() {
    return Math.max(knn, Math.max(logistic, mlp));
  }

  /** The JSON form: an object of the three. */
  public ObjectNode toJson() {
    return Json.object().put("knn", knn).put("logistic", logistic).put("mlp", mlp);
  }
}
