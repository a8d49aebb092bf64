package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Accuracy;
import dev.winnow.core.Json;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of a network that was cut beside those of the uncut one.
 *
 * @param uncut accuracy of the uncut network
 * @param split accuracy of extractor and analyzer, over the same samples
 * @param answers how many samples both answered
 * @param different how many of these got another label
 */
public record SplitAgreement(Accuracy uncut, Accuracy split, int answers, int different) {
  /**
   * Compares what both answered.
   *
   * @param column of the true labels
   * @param scored the samples that count for the accuracy
   * @param uncut label by path
   * @param split label by path
   */
  public static SplitAgreement of(
      List<Sample> scored, String column, Map<String, String> uncut, Map<String, String> split) {
    List<String> truth = new ArrayList<>();
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (Sample sample : scored) {
      if (uncut.containsKey(sample.capture()) && split.containsKey(sample.capture())) {
        truth.add(sample.label(column).orElseThrow());
        before.add(uncut.get(sample.capture()));
        after.add(split.get(sample.capture()));
      }
    }
    // Entries that both have, then entries in which they agree.
    Map<String, String> both = new HashMap<>(uncut);
    both.keySet().retainAll(split.keySet());
    Map<String, String> same = new HashMap<>(both);
    same.entrySet().retainAll(split.entrySet());
    return new SplitAgreement(
        Accuracy.of(truth, before),
        Accuracy.of(truth, after),
        both.size(),
        both.size() - same.size());
  }

  /** The JSON form: accuracy of both, and how many answers differ. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("uncut", uncut.toJson());
    json.set("split", split.toJson());
    return json.put("answers", answers).put("different", different);
  }
}
