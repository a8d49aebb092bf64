package dev.winnow.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.EnumJson;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.util.List;
import java.util.Optional;

/**
 * What a data set says about itself, in {@code dataset.json}.
 *
 * @param name for people
 * @param modality what the files hold
 * @param crop central share of an image's width and height that shows the subject, above 0 and at
 *     most 1; empty leaves it to the network
 * @param recording how audio and series were recorded
 * @param origin whose the samples are
 * @param root folder of the files that {@code samples.csv} names, absolute or relative to the data
 *     set's folder; empty for that folder itself
 */
public record DataCard(
    String name,
    InputSpec.Kind modality,
    Optional<Double> crop,
    Recording recording,
    Origin origin,
    Optional<String> root) {

  /**
   * How captures that go on in time were recorded.
   *
   * @param sampleRate in samples per second, of each channel, above 0
   * @param channels of series, in the order that networks take them; none if it is not known
   */
  public record Recording(Optional<Double> sampleRate, List<String> channels) {
    private static final Recording UNKNOWN = new Recording(Optional.empty(), List.of());

    /**
     * @throws IllegalArgumentException if the rate is out of its range, or a channel is named twice
     *     or by nothing
     */
    public Recording {
      channels = List.copyOf(channels);
      require(
          sampleRate.stream().allMatch(r -> r > 0 && Double.isFinite(r)),
          "sampleRate must be above 0");
      require(
          channels.stream().noneMatch(String::isBlank)
              && channels.stream().distinct().count() == channels.size(),
          "channels must be names that all differ");
    }
  }

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
   * @throws IllegalArgumentException if the crop is out of its range
   */
  public DataCard {
    require(!name.isBlank(), "name must not be blank");
    require(crop.stream().allMatch(c -> c > 0 && c <= 1), "crop must be above 0 and at most 1");
  }

  /** The card of images whose subject fills them, lying in the data set's own folder. */
  public static DataCard ofImages(String name) {
    return of(name, InputSpec.Kind.IMAGE);
  }

  /** The card of captures that lie in the data set's own folder. */
  public static DataCard of(String name, InputSpec.Kind modality) {
    return new DataCard(
        name, modality, Optional.empty(), Recording.UNKNOWN, Origin.UNKNOWN, Optional.empty());
  }

  /** This card with another name. */
  public DataCard named(String text) {
    return new DataCard(text, modality, crop, recording, origin, root);
  }

  /** This card with a crop. */
  public DataCard withCrop(double share) {
    return new DataCard(name, modality, Optional.of(share), recording, origin, root);
  }

  /** This card with a sample rate, in samples per second. */
  public DataCard withSampleRate(double rate) {
    return withRecording(new Recording(Optional.of(rate), channels()));
  }

  /** This card with the names of a series' channels. */
  public DataCard withChannels(List<String> names) {
    return withRecording(new Recording(sampleRate(), names));
  }

  private DataCard withRecording(Recording other) {
    return new DataCard(name, modality, crop, other, origin, root);
  }

  /** This card with a licence and a source. */
  public DataCard from(String licence, String source) {
    Origin origin = new Origin(Optional.of(licence), Optional.of(source));
    return new DataCard(name, modality, crop, recording, origin, root);
  }

  /** This card with another folder of the files. */
  public DataCard withRoot(String folder) {
    return new DataCard(name, modality, crop, recording, origin, Optional.of(folder));
  }

  /** Of audio and series, in samples per second; empty if it is not known. */
  public Optional<Double> sampleRate() {
    return recording.sampleRate();
  }

  /** Of series, in the order that networks take them; none if it is not known. */
  public List<String> channels() {
    return recording.channels();
  }

  /** The JSON form, read back by {@link #fromJson}. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("name", name).put("modality", modality.word());
    crop.ifPresent(share -> json.put("crop", share));
    sampleRate().ifPresent(rate -> json.put("sampleRate", rate));
    if (!channels().isEmpty()) {
      channels().forEach(json.putArray("channels")::add);
    }
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
              new Recording(
                  optionalNumber(fields, "sampleRate"),
                  fields.has("channels") ? fields.textList("channels") : List.of()),
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
