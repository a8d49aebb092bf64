package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.trust.Effort;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit is about, and how hard it tries.
 *
 * @param columns of the labels
 * @param effort how hard
 * @param seed of every random choice
 * @param threads that compute
 */
public record AuditSettings(LabelColumns columns, Effort effort, long seed, int threads) {
  /** By name, for certificates and reports. */
  public Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>(columns.inWords());
    words.put("seed", Long.toString(seed));
    words.put("threads", Integer.toString(threads));
    return words;
  }

  /** The JSON form of the same, and the effort. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("effort", effort.word());
    inWords().forEach(json::put);
    return json;
  }
}
