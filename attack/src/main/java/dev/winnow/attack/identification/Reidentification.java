package dev.winnow.attack.identification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.attack.adversary.Adversary;
import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.ClassifierAdversary;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.SmallFeatureAdversaries;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A first look at identity: how often retrained adversaries name the person behind a feature.
 *
 * @param shares of rows that each names, from 0 to 1, by its word: {@code knn}, {@code logistic}
 *     and {@code mlp}, and of small features {@code boosting} and {@code svm}
 */
public record Reidentification(Map<String, Double> shares) {
  /**
   * @throws IllegalArgumentException if nobody tried
   */
  public Reidentification {
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("no adversary tried, so nothing is known");
    }
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  /**
   * Runs the adversaries.
   *
   * @param seed of the retraining
   * @param threads that compute
   */
  public static Reidentification of(AttackData data, long seed, int threads) {
    PreparedData prepared = data.prepared(threads);
    List<Adversary> adversaries = new ArrayList<>();
    adversaries.add(new NearestNeighbour());
    adversaries.add(ClassifierAdversary.logistic(seed, threads));
    adversaries.add(ClassifierAdversary.perceptron(seed, threads));
    adversaries.addAll(SmallFeatureAdversaries.of(data));
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Adversary adversary : adversaries) {
      shares.put(adversary.word(), Ranking.of(adversary, prepared).mean(Metric.TOP_ONE));
    }
    return new Reidentification(shares);
  }

  /** What one adversary names; empty if it did not try. */
  public OptionalDouble share(String adversary) {
    return shares.entrySet().stream()
        .filter(each -> each.getKey().equals(adversary))
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }

  /** The score of the strongest, which is the one that counts. */
  public double strongest() {
    return Collections.max(shares.values());
  }

  /** The word of the strongest; of equals the first. */
  public String adversary() {
    return shares.entrySet().stream()
        .filter(each -> each.getValue() == strongest())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The JSON form: an object of them all. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    shares.forEach(json::put);
    return json;
  }
}
