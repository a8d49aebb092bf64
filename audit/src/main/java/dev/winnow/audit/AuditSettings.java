package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.trust.Effort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an audit is about, and how hard it tries.
 *
 * @param primary column of the label that the service needs
 * @param sensitive column of who is on a capture
 * @param group column by whose values identity is looked at again; the worst of them counts
 * @param attributes columns of other labels that nobody should learn
 * @param effort how hard
 * @param seed of every random choice
 * @param threads that compute
 */
public record AuditSettings(
    String primary,
    String sensitive,
    Optional<String> group,
    List<String> attributes,
    Effort effort,
    long seed,
    int threads) {
  public AuditSettings {
    attributes = List.copyOf(attributes);
  }

  /** By name, for certificates and reports. */
  public Map<String, String> inWords() {
    Map<String, String> words = new TreeMap<>();
    words.put("primary", primary);
    words.put("sensitive", sensitive);
    group.ifPresent(column -> words.put("group", column));
    if (!attributes.isEmpty()) {
      words.put("attributes", String.join(", ", attributes));
    }
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
