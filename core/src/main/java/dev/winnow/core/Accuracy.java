package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a classifier is right.
 *
 * @param plain share of the samples it names rightly, from 0 to 1
 * @param balanced mean over the classes of the share it names rightly within each (the mean
 *     recall), so that a rare class counts as much as a common one
 * @param samples how many were counted
 */
public record Accuracy(double plain, double balanced, int samples) {
  /**
   * Compares answers with the truth. The classes are those that occur in the truth.
   *
   * @param truth the right label of each sample
   * @param answers the classifier's label of each sample, in the same order
   * @throws IllegalArgumentException if there are no samples, or more of one than of the other
   */
  public static Accuracy of(List<String> truth, List<String> answers) {
    if (truth.isEmpty() || truth.size() != answers.size()) {
      throw new IllegalArgumentException(
          truth.size() + " true labels and " + answers.size() + " answers");
    }
    Map<String, int[]> rightAndAll = new TreeMap<>();
    int right = 0;
    for (int i = 0; i < truth.size(); i++) {
      int[] counts = rightAndAll.computeIfAbsent(truth.get(i), label -> new int[2]);
      counts[1]++;
      if (truth.get(i).equals(answers.get(i))) {
        counts[0]++;
        right++;
      }
    }
    double recalls =
        rightAndAll.values().stream().mapToDouble(counts -> (double) counts[0] / counts[1]).sum();
    return new Accuracy((double) right / truth.size(), recalls / rightAndAll.size(), truth.size());
  }

  /** The mean of several measurements on as many samples; there must be one. */
  public static Accuracy mean(List<Accuracy> several) {
    return new Accuracy(
        several.stream().mapToDouble(Accuracy::plain).average().orElseThrow(),
        several.stream().mapToDouble(Accuracy::balanced).average().orElseThrow(),
        several.get(0).samples());
  }

  /** The JSON form: {@code {plain, balanced, samples}}. */
  public ObjectNode toJson() {
    return Json.object().put("plain", plain).put("balanced", balanced).put("samples", samples);
  }
}
