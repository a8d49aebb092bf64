package dev.winnow.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.trust.Effort;
import java.util.List;
import java.util.Optional;

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

  /** The JSON form, for certificates and reports. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("primary", primary).put("sensitive", sensitive);
    group.ifPresent(column -> json.put("group", column));
    attributes.forEach(json.putArray("attributes")::add);
    json.put("effort", effort.word());
    return json.put("seed", seed).put("threads", threads);
  }
}
