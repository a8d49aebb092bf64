package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;

/**
 * What brings the values of each channel to the range that a network was trained on: {@code (value
 * − mean) / scale}.
 *
 * @param mean one per channel
 * @param scale one per channel, not 0
 */
public record Normalization(List<Double> mean, List<Double> scale) {
  /**
   * @throws IllegalArgumentException if the lists differ in length or hold a number out of its
   *     range
   */
  public Normalization {
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
    require(mean.size() == scale.size(), "mean and scale must have a number for each channel");
    require(mean.stream().allMatch(Double::isFinite), "mean must be finite");
    require(scale.stream().allMatch(s -> s != 0 && Double.isFinite(s)), "scale must not be 0");
  }

  /** The same mean and scale for so many channels. */
  public static Normalization same(int channels, double mean, double scale) {
    return new Normalization(
        Collections.nCopies(channels, mean), Collections.nCopies(channels, scale));
  }

  void requireChannels(int channels) {
    require(mean.size() == channels, "mean must have one number per channel");
    require(scale.size() == channels, "scale must have one number per channel");
  }

  void addTo(ObjectNode json) {
    mean.forEach(json.putArray("mean")::add);
    scale.forEach(json.putArray("scale")::add);
  }

  static Normalization read(StrictObject fields) {
    return new Normalization(fields.numberList("mean"), fields.numberList("scale"));
  }

  static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
