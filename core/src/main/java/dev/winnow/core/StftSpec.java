package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A short-time Fourier transform, as {@code torch.stft} defines it: frames of {@code fft} samples
 * every {@code hop} samples, in the middle of each a periodic Hann window of {@code window} samples
 * and zeros around it; of its {@code fft / 2 + 1} bins the magnitude counts, or its square.
 *
 * @param window in samples, from 2 to {@code fft}
 * @param hop from one frame to the next, in samples, at least 1
 * @param fft length of the transform, in samples, an even number up to 8,192
 * @param power of the magnitude, 1 or 2
 * @param center whether frames stand around the samples 0, hop, 2 hop, …, with the recording
 *     mirrored at both ends; otherwise the first begins with the first sample, and samples behind
 *     the last whole frame do not count
 */
public record StftSpec(int window, int hop, int fft, int power, boolean center) {
  private static final int MOST_FFT = 8_192;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public StftSpec {
    Normalization.require(
        fft >= 2 && fft <= MOST_FFT && fft % 2 == 0,
        "fft must be an even number of samples from 2 to 8,192");
    Normalization.require(
        window >= 2 && window <= fft, "window must be from 2 samples to those of fft");
    Normalization.require(hop >= 1 && hop <= 1 << 26, "hop must be from 1 to 67,108,864 samples");
    Normalization.require(power == 1 || power == 2, "power must be 1 or 2");
  }

  /** The bins of one frame. */
  public int bins() {
    return fft / 2 + 1;
  }

  /** How many frames so many samples have. */
  public int frames(int samples) {
    return 1 + (center ? samples : samples - fft) / hop;
  }

  /** How many samples give so many frames; the fewest that do. */
  public int samples(int frames) {
    int steps = Math.multiplyExact(frames - 1, hop);
    return center ? Math.max(steps, fft / 2 + 1) : Math.addExact(steps, fft);
  }

  void requireSamples(int samples) {
    Normalization.require(
        center ? samples > fft / 2 : samples >= fft,
        "samples must be more than half of fft, or if center is false as many as fft");
  }

  ObjectNode toJson() {
    return Json.object()
        .put("window", window)
        .put("hop", hop)
        .put("fft", fft)
        .put("power", power)
        .put("center", center);
  }

  static StftSpec read(StrictObject fields) {
    StftSpec read =
        new StftSpec(
            fields.integer("window"),
            fields.integer("hop"),
            fields.integer("fft"),
            fields.integer("power"),
            fields.truth("center"));
    fields.end();
    return read;
  }
}
