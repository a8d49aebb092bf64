package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a window of sensor readings becomes the input of a network: the named channels, resampled to
 * {@code rate}, {@code length} values of each; then each value is {@code (x − mean) / scale} of its
 * channel.
 *
 * @param channels names of the columns, in the order of the input; at least one, all different
 * @param rate in values per second of each channel, above 0
 * @param length values of each channel, at least 1
 * @param normalization one mean and scale per channel
 */
public record SeriesSpec(
    List<String> channels, double rate, int length, Normalization normalization)
    implements InputSpec {
  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SeriesSpec {
    channels = List.copyOf(channels);
    Normalization.require(!channels.isEmpty(), "there must be a channel");
    Normalization.require(
        channels.stream().distinct().count() == channels.size(), "channels must all differ");
    Normalization.require(rate > 0 && Double.isFinite(rate), "rate must be above 0");
    Normalization.require(length >= 1, "length must be at least 1");
    Normalization.require(
        (long) channels.size() * length <= 1 << 26, "channels × length must be at most 67,108,864");
    normalization.requireChannels(channels.size());
  }

  @Override
  public Kind modality() {
    return Kind.SERIES;
  }

  /** Channels × length. */
  @Override
  public Shape shape() {
    return Shape.of(channels.size(), length);
  }

  /** How long a window is. */
  @Override
  public double seconds() {
    return length / rate;
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("modality", modality().word());
    channels.forEach(json.putArray("channels")::add);
    json.put("rate", rate).put("length", length);
    normalization.addTo(json);
    return json;
  }

  static SeriesSpec read(StrictObject fields) {
    return new SeriesSpec(
        fields.textList("channels"),
        fields.number("rate"),
        fields.integer("length"),
        Normalization.read(fields));
  }
}
