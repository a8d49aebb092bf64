package dev.winnow.voiceaudit;

import dev.winnow.audio.MelSpectrogram;
import dev.winnow.core.MelSpec;
import java.util.Arrays;

/**
 * What classical recognisers of speakers look at: mean and deviation over time of the level in each
 * mel band, the deviation of its change from frame to frame, and the pitch. Only frames in which
 * somebody speaks count, those within 40 dB of the loudest band.
 */
final class MelStatistics implements SpeechRepresentation {
  private static final int BANDS = 40;
  private static final double LOUD = 40;

  private final MelSpectrogram mel;
  private final int rate;

  private MelStatistics(int rate) {
    this.rate = rate;
    this.mel = MelSpectrogram.of(MelSpec.of(rate, BANDS), rate);
  }

  /** Of recordings at a rate in hertz. */
  static MelStatistics of(int rate) {
    return new MelStatistics(rate);
  }

  @Override
  public String word() {
    return "mel";
  }

  @Override
  public int width() {
    return 4 * BANDS + PitchTrack.WIDTH;
  }

  @Override
  public float[] of(double[] samples, int rate) {
    if (rate != this.rate) {
      throw new IllegalArgumentException("made for %d Hz, not %d".formatted(this.rate, rate));
    }
    double[][] frames = loud(frames(padded(samples)));
    double[][] changes = new double[Math.max(0, frames.length - 1)][BANDS];
    for (int i = 0; i < changes.length; i++) {
      for (int band = 0; band < BANDS; band++) {
        changes[i][band] = frames[i + 1][band] - frames[i][band];
      }
    }
    float[] row = new float[width()];
    StatisticsPooling.meanAndDeviation(frames, row, 0);
    StatisticsPooling.meanAndDeviation(changes, row, 2 * BANDS);
    PitchTrack.of(samples, rate).put(row, 4 * BANDS);
    return row;
  }

  /** A transform needs a whole window. */
  private double[] padded(double[] samples) {
    return samples.length < rate / 10 ? Arrays.copyOf(samples, rate / 10) : samples;
  }

  private double[][] frames(double[] samples) {
    double[] values = mel.of(samples);
    double[][] frames = new double[values.length / BANDS][];
    Arrays.setAll(frames, i -> Arrays.copyOfRange(values, i * BANDS, (i + 1) * BANDS));
    return frames;
  }

  private static double[][] loud(double[][] frames) {
    double most = Arrays.stream(frames).mapToDouble(MelStatistics::loudest).max().orElse(0);
    return Arrays.stream(frames)
        .filter(frame -> loudest(frame) >= most - LOUD)
        .toArray(double[][]::new);
  }

  private static double loudest(double[] frame) {
    return Arrays.stream(frame).max().orElse(0);
  }

  @Override
  public void close() {
    // Holds nothing that must be freed.
  }
}
