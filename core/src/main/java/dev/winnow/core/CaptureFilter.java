package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An extractor that hides part of a capture and lets the rest pass as a capture, where the
 * sensitive part can be cut away (Osia et al. 2017, section 3: a simple feature extractor).
 *
 * @param method how it hides
 * @param settings of the method, by name
 * @param digest of the detector's ONNX file
 */
public record CaptureFilter(Method method, Map<String, Double> settings, Digest digest)
    implements ExtractorSpec {
  static final String WORD = "filter";

  /** How a capture is filtered. */
  public enum Method {
    /** What a detector finds in an image is covered. */
    MASK,
    /** The speaker of a recording is disguised. */
    VOICE
  }

  public CaptureFilter {
    settings = Map.copyOf(settings);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("kind", WORD).put("method", EnumJson.word(method));
    ObjectNode values = json.putObject("settings");
    new TreeMap<>(settings).forEach(values::put);
    return json.put("digest", digest.text());
  }

  static CaptureFilter read(StrictObject fields) {
    return new CaptureFilter(
        EnumJson.read(fields, "method", Method.class),
        fields.numbers("settings"),
        fields.digest("digest"));
  }
}
