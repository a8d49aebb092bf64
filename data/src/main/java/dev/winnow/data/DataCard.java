package dev.winnow.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.EnumJson;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.util.Optional;

/**
 * What a data set says about itself, in {@code dataset.json}.
 *
 * @param name for people
 * @param modality what the files hold
 * @param crop central share of an image's width and height that shows the subject, above 0 and at
 *     most 1; empty leaves it to the network
 * @param sampleRate of audio and series, in samples per second, above 0
 * @param origin whose the samples are
 * @param root folder of the files that {@code samples.csv} names, absolute or relative to the data
 *     set's folder; empty for that folder itself
 */
public record DataCard(
    String name,
    InputSpec.Kind modality,
    Optional<Double> crop,
    Optional<Double> sampleRate,
    Origin origin,
    Optional<String> root) {

  /**
   * Whose samples are.
   *
   * @param licence SPDX identifier or a short text
   * @param source where the samples came from
   */
  public record Origin(Optional<String> licence, Optional<String> source) {
    private static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());
  }

  /**
   * @throws IllegalArgumentException if the crop or the sample rate is out of its range
   */
  public DataCard {
    require(!name.isBlank(), "name must not be blank");
    require(crop.stream().allMatch(c -> c > 0 && c <= 1), "crop must be above 0 and at most 1");
    require(
        sampleRate.stream().allMatch(r -> r > 0 && Double.isFinite(r)),
        "sampleRate must be above 0");
  }

  /** The card of images whose subject fills them, lying in the data set's own folder. */
  public static DataCard ofImages(String name) {
    return of(name, InputSpec.Kind.IMAGE);
  }

  /** The card of captures that lie in the data set's own folder. */
  public static DataCard of(String name, InputSpec.Kind modality) {
    return new DataCard(
        name, modality, Optional.empty(), Optional.empty(), Origin.UNKNOWN, Optional.empty());
  }

  /** This card with another name. */
  public DataCard named(String text) {
    return new DataCard(text, modality, crop, sampleRate, origin, root);
  }

  /** This card with a crop. */
  public DataCard withCrop(double share) {
    return new DataCard(name, modality, Optional.of(share), sampleRate, origin, root);
  }

  /** This card with a sample rate, in samples per second. */
  public DataCard withSampleRate(double rate) {
    return new DataCard(name, modality, crop, Optional.of(rate), origin, root);
  }

  /** This card with a licence and a source. */
  public DataCard from(String licence, String source) {
    Origin origin = new Origin(Optional.of(licence), Optional.of(source));
    return new DataCard(name, modality, crop, sampleRate, origin, root);
  }

  /** This card with another folder of the files. */
  public DataCard withRoot(String folder) {
    return new DataCard(name, modality, crop, sampleRate, origin, Optional.of(folder));
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", name).put("modality", modality.word());
    crop.ifPresent(share -> json.put("crop", share));
    sampleRate.ifPresent(rate -> json.put("sampleRate", rate));
    origin.licence().ifPresent(text -> json.put("licence", text));
    origin.source().ifPresent(text -> json.put("source", text));
    root.ifPresent(folder -> json.put("root", folder));
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static DataCard fromJson(StrictObject fields) {
    try {
      DataCard read =
          new DataCard(
              fields.text("name"),
              EnumJson.read(fields, "modality", InputSpec.Kind.class),
              optionalNumber(fields, "crop"),
              optionalNumber(fields, "sampleRate"),
              new Origin(fields.optionalText("licence"), fields.optionalText("source")),
              fields.optionalText("root"));
      fields.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw fields.invalid("", "is out of range: " + e.getMessage());
    }
  }

  private static Optional<Double> optionalNumber(StrictObject fields, String name) {
    return fields.has(name) ? Optional.of(fields.number(name)) : Optional.empty();
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
