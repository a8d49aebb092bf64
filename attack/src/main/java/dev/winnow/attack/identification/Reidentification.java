package dev.winnow.attack.identification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.statistics.Metric;
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
        topOne(new NearestNeighbour(), prepared),
        topOne(ClassifierAdversary.logistic(seed, threads), prepared),
        topOne(ClassifierAdversary.perceptron(seed, threads), prepared));
  }

  private static double topOne(Adversary adversary, PreparedData data) {
    return Ranking.of(adversary, data).mean(Metric.TOP_ONE);
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
