package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * A log-mel spectrogram: the short-time Fourier transform of a recording, summed up in bands that
 * are spaced as people hear pitch, each on a logarithmic scale.
 *
 * @param stft the transform
 * @param bands what its bins are summed up to
 * @param log the scale of the values
 */
public record MelSpec(StftSpec stft, MelBands bands, LogScale log) {

  /**
   * Reads what a user wrote: {@code name=value} parted by commas, of {@code bands}, {@code window},
   * {@code hop} (both in samples, or with {@code ms} in milliseconds), {@code fft}, {@code power},
   * {@code center} ({@code true} or {@code false}), {@code low}, {@code high} (Hz), {@code scale}
   * ({@code htk}, {@code slaney}), {@code norm} ({@code none}, {@code slaney}), {@code log} ({@code
   * ln}, {@code log10}, {@code db}), {@code floor} and {@code range}. What is left out is 40 bands
   * from 20 Hz to half the rate on the HTK scale, of power, in dB above 10⁻¹⁰, in windows of 25 ms
   * every 10 ms and the next power of two for the transform.
   *
   * @param rate of the recordings, in samples per second
   * @throws IllegalArgumentException if it is not of that form, or a value is out of its range; one
   *     sentence for people
   */
  public static MelSpec parse(String text, int rate) {
    return MelText.parse(text, rate);
  }

  /** In windows of 25 ms every 10 ms, as most recognisers of speech look at it. */
  public static MelSpec of(int rate, int bands) {
    return parse("bands=" + bands, rate);
  }

  /** How many frames so many samples have, at least 1. */
  public int frames(int samples) {
    return stft.frames(samples);
  }

  /** Such as {@code 40 mel bands from 20.0 to 8000.0 Hz}. */
  @Override
  public String toString() {
    return "%d mel bands from %s to %s Hz".formatted(bands.count(), bands.low(), bands.high());
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("stft", stft.toJson());
    json.set("bands", bands.toJson());
    json.set("log", log.toJson());
    return json;
  }

  static MelSpec read(StrictObject fields) {
    MelSpec read =
        new MelSpec(
            StftSpec.read(fields.object("stft")),
            MelBands.read(fields.object("bands")),
            LogScale.read(fields.object("log")));
    fields.end();
    return read;
  }

  /** Decibels of power, from −100 up. */
  static LogScale usualLog() {
    return new LogScale(LogScale.Unit.DB, 1e-10, OptionalDouble.empty());
  }
}
