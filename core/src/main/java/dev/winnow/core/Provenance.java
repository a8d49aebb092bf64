package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an artifact came from, so that somebody else can make it again.
 *
 * @param seed of every random choice, if there were any
 * @param data digest of the labelled data it was made from, if any
 * @param versions of Winnow and of the libraries that did the arithmetic, by name
 * @param platform Java, operating system and architecture
 */
public record Provenance(
    Optional<Long> seed, Optional<Digest> data, Map<String, String> versions, String platform) {

  public Provenance {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }

  /** The provenance of what this process makes without data or chance. */
  public static Provenance here(Map<String, String> versions) {
    return new Provenance(Optional.empty(), Optional.empty(), versions, platformHere());
  }

  /** This provenance with a seed and the digest of the data. */
  public Provenance from(long seed, Digest data) {
    return new Provenance(Optional.of(seed), Optional.of(data), versions, platform);
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    seed.ifPresent(value -> json.put("seed", value));
    data.ifPresent(value -> json.put("data", value.text()));
    ObjectNode named = json.putObject("versions");
    versions.forEach(named::put);
    json.put("platform", platform);
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or of the wrong form
   */
  public static Provenance fromJson(StrictObject fields) {
    Provenance read =
        new Provenance(
            fields.has("seed") ? Optional.of(fields.longInteger("seed")) : Optional.empty(),
            fields.has("data") ? Optional.of(fields.digest("data")) : Optional.empty(),
            fields.texts("versions"),
            fields.text("platform"));
    fields.end();
    return read;
  }

  private static String platformHere() {
    return "Java %s, %s, %s"
        .formatted(
            Runtime.version().feature(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
