package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
public record MelBands(int count, double low, double high, Scale scale, Norm norm) {
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
  public MelBands {
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

  static MelBands read(StrictObject fields) {
    MelBands read =
        new MelBands(
            fields.integer("count"),
            fields.number("low"),
            fields.number("high"),
            EnumJson.read(fields, "scale", Scale.class),
            EnumJson.read(fields, "norm", Norm.class));
    fields.end();
    return read;
  }
}
