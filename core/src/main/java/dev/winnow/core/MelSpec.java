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
public record MelSpec(StftSpec stft, Bands bands, LogScale log) {

  /**
   * Overlapping triangles over the frequencies of a spectrum, their corners evenly spaced on a mel
   * scale.
   *
   * @param count how many, from 1 to 1,024
   * @param low where the first begins, in Hz, at least 0
   * @param high where the last ends, in Hz, above {@code low} and at most half the rate
   * @param scale on which they are spaced
   * @param norm how high they are
   */
  public record Bands(int count, double low, double high, Scale scale, Norm norm) {
    private static final int MOST = 1_024;

    /** A scale of pitch. */
    public enum Scale {
      /** 2595 log₁₀(1 + f / 700), of the Hidden Markov Model Toolkit (O'Shaughnessy 1987). */
      HTK,
      /** Even up to 1 kHz, then logarithmic by 27 steps to 6.4 kHz (Slaney's Auditory Toolbox). */
      SLANEY
    }

    /** The height of a triangle. */
    public enum Norm {
      /** 1. */
      NONE,
      /** 2 over its width in Hz, so that each has an area of 1. */
      SLANEY
    }

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Bands {
      Normalization.require(count >= 1 && count <= MOST, "bands must be from 1 to 1,024");
      Normalization.require(
          low >= 0 && high > low && Double.isFinite(high), "low must be at least 0 and below high");
    }

    void requireRate(int rate) {
      Normalization.require(2 * high <= rate, "high must be at most half the rate");
    }

    ObjectNode toJson() {
      return Json.object()
          .put("count", count)
          .put("low", low)
          .put("high", high)
          .put("scale", EnumJson.word(scale))
          .put("norm", EnumJson.word(norm));
    }

    static Bands read(StrictObject fields) {
      Bands read =
          new Bands(
              fields.integer("count"),
              fields.number("low"),
              fields.number("high"),
              EnumJson.read(fields, "scale", Scale.class),
              EnumJson.read(fields, "norm", Norm.class));
      fields.end();
      return read;
    }
  }

  /**
   * Values as logarithms.
   *
   * @param unit of the logarithms
   * @param floor what smaller values count as, above 0; of sound from −1 to 1
   * @param range how far below the largest value of the capture a value may be, in the unit;
   *     smaller ones count as that. Empty if as far as the floor
   */
  public record LogScale(Unit unit, double floor, OptionalDouble range) {
    /** What a logarithm counts. */
    public enum Unit {
      /** The natural logarithm. */
      LN(1),
      /** The logarithm to base 10. */
      LOG10(1 / Math.log(10)),
      /** Ten times that. */
      DB(10 / Math.log(10));

      private final double perLn;

      Unit(double perLn) {
        this.perLn = perLn;
      }

      /** The logarithm of a number above 0. */
      public double log(double value) {
        return perLn * Math.log(value);
      }
    }

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public LogScale {
      Normalization.require(floor > 0 && Double.isFinite(floor), "floor must be above 0");
      Normalization.require(
          range.isEmpty() || (range.getAsDouble() > 0 && Double.isFinite(range.getAsDouble())),
          "range must be above 0");
    }

    /** The logarithm of a value, which is the floor's if it is smaller. */
    public double log(double value) {
      return unit.log(Math.max(value, floor));
    }

    ObjectNode toJson() {
      ObjectNode json = Json.object().put("unit", EnumJson.word(unit)).put("floor", floor);
      range.ifPresent(most -> json.put("range", most));
      return json;
    }

    static LogScale read(StrictObject fields) {
      LogScale read =
          new LogScale(
              EnumJson.read(fields, "unit", Unit.class),
              fields.number("floor"),
              fields.optionalNumber("range"));
      fields.end();
      return read;
    }
  }

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
            Bands.read(fields.object("bands")),
            LogScale.read(fields.object("log")));
    fields.end();
    return read;
  }

  /** Decibels of power, from −100 up. */
  static LogScale usualLog() {
    return new LogScale(LogScale.Unit.DB, 1e-10, OptionalDouble.empty());
  }
}
