package dev.winnow.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a network says about itself: the names of its classes, what its input must look like, whose
 * it is. Travels in the metadata of the ONNX file under the key {@code winnow.card}.
 *
 * @param labels names of the classes in order of the output; empty if unknown
 * @param preprocessing of the input; empty if unknown
 * @param licence SPDX identifier or a short text; empty if unknown
 * @param source where the network came from and how it was made; empty if unknown
 */
public record ModelCard(
    List<String> labels,
    Optional<InputSpec> preprocessing,
    Optional<String> licence,
    Optional<String> source) {
  private static final String KEY = "winnow.card";

  public ModelCard {
    labels = List.copyOf(labels);
  }

  /** A card that says nothing. */
  public static ModelCard empty() {
    return new ModelCard(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A card with labels and preprocessing. */
  public static ModelCard of(List<String> labels, InputSpec preprocessing) {
    return new ModelCard(labels, Optional.of(preprocessing), Optional.empty(), Optional.empty());
  }

  /** This card with a licence and a source. */
  public ModelCard from(String licence, String source) {
    return new ModelCard(labels, preprocessing, Optional.of(licence), Optional.of(source));
  }

  /** This card with other names of the classes. */
  public ModelCard withLabels(List<String> names) {
    return new ModelCard(names, preprocessing, licence, source);
  }

  /** This card with another preprocessing. */
  public ModelCard withPreprocessing(InputSpec other) {
    return new ModelCard(labels, Optional.of(other), licence, source);
  }

  /** The metadata of an ONNX file with this card put in, whatever else it held kept. */
  public Map<String, String> addTo(Map<String, String> metadata) {
    var json = Json.object();
    labels.forEach(json.putArray("labels")::add);
    preprocessing.ifPresent(p -> json.set("preprocessing", p.toJson()));
    licence.ifPresent(text -> json.put("licence", text));
    source.ifPresent(text -> json.put("source", text));
    Map<String, String> added = new TreeMap<>(metadata);
    added.put(KEY, Json.line(json));
    return added;
  }

  /**
   * Reads the card from the metadata of an ONNX file; the empty card if there is none.
   *
   * @throws MalformedJsonException if there is a card and it cannot be read
   */
  public static ModelCard readFrom(Map<String, String> metadata) {
    String text = metadata.get(KEY);
    if (text == null) {
      return empty();
    }
    StrictObject fields = Json.readObject(KEY, text.getBytes(StandardCharsets.UTF_8));
    ModelCard card =
        new ModelCard(
            fields.textList("labels"),
            fields.has("preprocessing")
                ? Optional.of(InputSpec.fromJson(fields.object("preprocessing")))
                : Optional.empty(),
            fields.optionalText("licence"),
            fields.optionalText("source"));
    fields.end();
    return card;
  }
}
