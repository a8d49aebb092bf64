package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An extractor that hides part of a capture and lets the rest pass as a capture, where the
 * sensitive part can be cut away (Osia et al. 2017, section 3: a simple feature extractor).
 *
 * @param method how it hides
 * @param settings of the method, by name; whoever runs the filter knows which there are
 * @param parts what it consists of, such as the networks of its detectors; at most {@value #MOST}
 */
public record CaptureFilter(Method method, Map<String, String> settings, List<Part> parts)
    implements ExtractorSpec {
  static final String WORD = "filter";

  /** The most parts that a filter may have. */
  static final int MOST = 8;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}\\.(onnx|xml)");

  /** How a capture is filtered. */
  public enum Method {
    /** What a detector finds in an image is covered. */
    MASK,
    /** The speaker of a recording is disguised. */
    VOICE;

    /** The word used in files and for people: the constant in lower case. */
    public String word() {
      return EnumJson.word(this);
    }
  }

  /**
   * A file of the package.
   *
   * @param name of the file: lower-case letters, digits, {@code -} and {@code _}, at most 64, and
   *     {@code .onnx} or {@code .xml}
   * @param digest of its bytes
   * @param settings of this part, by name
   */
  public record Part(String name, Digest digest, Map<String, String> settings) {
    /**
     * @throws IllegalArgumentException if the name is not of its form
     */
    public Part {
      settings = Map.copyOf(settings);
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("a file cannot be called " + name);
      }
    }
  }

  /**
   * @throws IllegalArgumentException if there are too many parts, or two of one name
   */
  public CaptureFilter {
    settings = Map.copyOf(settings);
    parts = List.copyOf(parts);
    List<String> names = parts.stream().map(Part::name).distinct().toList();
    if (parts.size() > MOST || names.size() < parts.size()) {
      throw new IllegalArgumentException(
          "there must be at most %d files with a name each: %s".formatted(MOST, names));
    }
  }

  @Override
  public SortedMap<String, Digest> files() {
    SortedMap<String, Digest> files = new TreeMap<>();
    parts.forEach(part -> files.put(part.name(), part.digest()));
    return files;
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("kind", WORD).put("method", method.word());
    json.set("settings", toJson(settings));
    ArrayNode each = json.putArray("parts");
    for (Part part : parts) {
      ObjectNode described = each.addObject();
      described.put("name", part.name).put("digest", part.digest.text());
      described.set("settings", toJson(part.settings));
    }
    return json;
  }

  static CaptureFilter read(StrictObject fields) {
    return new CaptureFilter(
        EnumJson.read(fields, "method", Method.class),
        fields.texts("settings"),
        fields.objects("parts").stream().map(CaptureFilter::part).toList());
  }

  private static Part part(StrictObject fields) {
    Part read = new Part(fields.text("name"), fields.digest("digest"), fields.texts("settings"));
    fields.end();
    return read;
  }

  private static ObjectNode toJson(Map<String, String> settings) {
    ObjectNode json = Json.object();
    new TreeMap<>(settings).forEach(json::put);
    return json;
  }
}
