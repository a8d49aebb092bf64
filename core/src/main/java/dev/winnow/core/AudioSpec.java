package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * How a recording becomes the input of a network: one channel, resampled to {@code rate}, of which
 * {@code samples} values are taken around the middle; a shorter recording is followed by zeros.
 * 16-bit PCM counts from −1 to below 1. The input is these values, or their log-mel spectrogram;
 * then each value of the input is {@code (x − mean) / scale}.
 *
 * <p>In JSON {@code mel} is an object, and absent where the input is the samples themselves.
 *
 * @param rate in samples per second, from 1 to 768,000
 * @param samples of one input, from 1 to 67,108,864
 * @param mel what is made of the samples; empty if they are the input themselves
 * @param mean subtracted from each value
 * @param scale by which the difference is divided, not 0
 */
public record AudioSpec(int rate, int samples, Optional<MelSpec> mel, double mean, double scale)
    implements InputSpec {
  /** The most samples per second. */
  public static final int MOST_RATE = 768_000;

  private static final int MOST_VALUES = 1 << 26;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AudioSpec {
    Normalization.require(rate >= 1 && rate <= MOST_RATE, "rate must be from 1 to 768,000");
    Normalization.require(
        samples >= 1 && samples <= MOST_VALUES,
        "samples must be at least 1 and at most 67,108,864");
    Normalization.require(Double.isFinite(mean), "mean must be finite");
    Normalization.require(scale != 0 && Double.isFinite(scale), "scale must not be 0");
    int length = samples;
    mel.ifPresent(
        spectrogram -> {
          spectrogram.bands().requireRate(rate);
          spectrogram.stft().requireSamples(length);
          Normalization.require(
              (long) spectrogram.frames(length) * spectrogram.bands().count() <= MOST_VALUES,
              "frames × bands must be at most 67,108,864");
        });
  }

  /** Recordings as samples. */
  public AudioSpec(int rate, int samples, double mean, double scale) {
    this(rate, samples, Optional.empty(), mean, scale);
  }

  /** Recordings as they are, from −1 to below 1. */
  public static AudioSpec of(int rate, int samples) {
    return new AudioSpec(rate, samples, 0, 1);
  }

  /** The same recordings as a spectrogram, normalised as before. */
  public AudioSpec withMel(MelSpec spectrogram) {
    return new AudioSpec(rate, samples, Optional.of(spectrogram), mean, scale);
  }

  @Override
  public Kind modality() {
    return Kind.AUDIO;
  }

  /** One value per sample of the recording; of a spectrogram 1 × frames × bands. */
  @Override
  public Shape shape() {
    return mel.map(form -> Shape.of(1, form.frames(samples), form.bands().count()))
        .orElse(Shape.of(samples));
  }

  @Override
  public double seconds() {
    return (double) samples / rate;
  }

  @Override
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("modality", modality().word());
    json.put("rate", rate).put("samples", samples);
    mel.ifPresent(form -> json.set("mel", form.toJson()));
    return json.put("mean", mean).put("scale", scale);
  }

  static AudioSpec read(StrictObject fields) {
    return new AudioSpec(
        fields.integer("rate"),
        fields.integer("samples"),
        fields.has("mel") ? Optional.of(MelSpec.read(fields.object("mel"))) : Optional.empty(),
        fields.number("mean"),
        fields.number("scale"));
  }
}
