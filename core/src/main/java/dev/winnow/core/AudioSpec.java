package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a recording becomes the input of a network: one channel at {@code rate}, of which {@code
 * samples} values are taken around the middle; a shorter recording is followed by zeros. 16-bit PCM
 * counts from −1 to below 1; then each value is {@code (x − mean) / scale}.
 *
 * @param rate in samples per second, from 1 to 768,000
 * @param samples of one input, from 1 to 67,108,864
 * @param mean subtracted from each value
 * @param scale by which the difference is divided, not 0
 */
public record AudioSpec(int rate, int samples, double mean, double scale) implements InputSpec {
  private static final int MOST_RATE = 768_000;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AudioSpec {
    Normalization.require(rate >= 1 && rate <= MOST_RATE, "rate must be from 1 to 768,000");
    Normalization.require(
        samples >= 1 && samples <= 1 << 26, "samples must be at least 1 and at most 67,108,864");
    Normalization.require(Double.isFinite(mean), "mean must be finite");
    Normalization.require(scale != 0 && Double.isFinite(scale), "scale must not be 0");
  }

  /** Recordings as they are, from −1 to below 1. */
  public static AudioSpec of(int rate, int samples) {
    return new AudioSpec(rate, samples, 0, 1);
  }

  @Override
  public Kind modality() {
    return Kind.AUDIO;
  }

  /** One value per sample of the recording. */
  @Override
  public Shape shape() {
    return Shape.of(samples);
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("modality", modality().word());
    return json.put("rate", rate).put("samples", samples).put("mean", mean).put("scale", scale);
  }

  static AudioSpec read(StrictObject fields) {
    return new AudioSpec(
        fields.integer("rate"),
        fields.integer("samples"),
        fields.number("mean"),
        fields.number("scale"));
  }
}
