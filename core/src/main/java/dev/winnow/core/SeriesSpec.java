package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * How a window of sensor readings becomes the input of a network: the named channels, resampled to
 * {@code rate}, {@code length} values of each; then each value is {@code (x − mean) / scale} of its
 * channel.
 *
 * @param channels names of the columns, in the order of the input; at least one, all different
 * @param rate in values per second of each channel, above 0
 * @param length values of each channel, at least 1
 * @param normalization one mean and scale per channel
 * @param longestGap values in a row, at {@code rate}, that may be missing between two readings of a
 *     channel and are interpolated; a longer gap begins a new segment, and no window crosses it
 * @param recorded at how many rows per second files without a column of times were recorded, above
 *     0; empty if such files are not to be read
 */
public record SeriesSpec(
    List<String> channels,
    double rate,
    int length,
    Normalization normalization,
    int longestGap,
    Optional<Double> recorded)
    implements InputSpec {
  /** As much as lost packets and late batches of phones leave out, and shorter than a step. */
  public static final int DEFAULT_GAP = 10;

  private static final String GAP = "longestGap";
  private static final String RECORDED = "recorded";

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
    Normalization.require(longestGap >= 0, "longestGap must be at least 0");
    Normalization.require(
        recorded.stream().allMatch(r -> r > 0 && Double.isFinite(r)), "recorded must be above 0");
  }

  /** Of files that have a column of times, with gaps of up to {@link #DEFAULT_GAP} values. */
  public SeriesSpec(List<String> channels, double rate, int length, Normalization normalization) {
    this(channels, rate, length, normalization, DEFAULT_GAP, Optional.empty());
  }

  /** This with other means and scales. */
  public SeriesSpec withNormalization(Normalization other) {
    return new SeriesSpec(channels, rate, length, other, longestGap, recorded);
  }

  /** This with another number of values that may be missing in a row. */
  public SeriesSpec withLongestGap(int values) {
    return new SeriesSpec(channels, rate, length, normalization, values, recorded);
  }

  /** This, also of files without a column of times, of so many rows per second. */
  public SeriesSpec withRecorded(double rowsPerSecond) {
    Optional<Double> known = Optional.of(rowsPerSecond);
    return new SeriesSpec(channels, rate, length, normalization, longestGap, known);
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

  /** How long a window is, in seconds. */
  public double seconds() {
    return length / rate;
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("modality", modality().word());
    channels.forEach(json.putArray("channels")::add);
    json.put("rate", rate).put("length", length);
    normalization.addTo(json);
    if (longestGap != DEFAULT_GAP) {
      json.put(GAP, longestGap);
    }
    recorded.ifPresent(rowsPerSecond -> json.put(RECORDED, rowsPerSecond));
    return json;
  }

  static SeriesSpec read(StrictObject fields) {
    return new SeriesSpec(
        fields.textList("channels"),
        fields.number("rate"),
        fields.integer("length"),
        Normalization.read(fields),
        fields.has(GAP) ? fields.integer(GAP) : DEFAULT_GAP,
        fields.has(RECORDED) ? Optional.of(fields.number(RECORDED)) : Optional.empty());
  }
}
