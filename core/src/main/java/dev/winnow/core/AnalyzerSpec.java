package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What runs in the cloud, as the edge has to know it.
 *
 * @param heads what it answers: one, or one for each of a network's heads, with names of their own
 * @param digest of the analyzer's {@code model.onnx}
 */
public record AnalyzerSpec(List<OutputHead> heads, Digest digest) {
  /**
   * @throws IllegalArgumentException if there is no head, or two have one name
   */
  public AnalyzerSpec {
    heads = List.copyOf(heads);
    List<String> names = heads.stream().map(OutputHead::name).toList();
    if (heads.isEmpty() || names.stream().distinct().count() < heads.size()) {
      throw new IllegalArgumentException("there must be heads with a name each: " + names);
    }
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    ArrayNode each = json.putArray("heads");
    heads.forEach(head -> each.add(head.toJson()));
    return json.put("digest", digest.text());
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   * @throws IllegalArgumentException if there is no head, or two have one name
   */
  static AnalyzerSpec fromJson(StrictObject fields) {
    AnalyzerSpec read =
        new AnalyzerSpec(
            fields.objects("heads").stream().map(OutputHead::fromJson).toList(),
            fields.digest("digest"));
    fields.end();
    return read;
  }
}
