package dev.winnow.audio;

import dev.winnow.data.DamagedCaptureException;

/** Sound that was read: one value for each moment, the mean of the channels. */
public interface Recording {
  /** In moments per second, at least 1. */
  int rate();

  /** How many moments were recorded, at least 1. */
  int frames();

  /** The mean of the channels at a moment; whole numbers count from −1 to below 1. */
  double value(int frame);

  /**
   * Sound in memory.
   *
   * @param values not copied; not changed by anybody from now on
   */
  static Recording of(int rate, float[] values) {
    return new Recording() {
      @Override
      public int rate() {
        return rate;
      }

      @Override
      public int frames() {
        return values.length;
      }

      @Override
      public double value(int frame) {
        return values[frame];
      }
    };
  }

  /**
   * Sound in memory, kept in single precision.
   *
   * @param values from −1 to 1
   */
  static Recording of(int rate, double[] values) {
    float[] single = new float[values.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) values[i];
    }
    return of(rate, single);
  }

  /**
   * Sound in a WAV file, whoever wrote it; nothing else is decoded, whatever is on the class path.
   *
   * @param bytes not copied; not changed by anybody from now on
   * @throws DamagedCaptureException if they are not the whole of such a file; its clause holds
   *     nothing of them
   */
  static Recording ofWav(byte[] bytes) throws DamagedCaptureException {
    if (bytes.length == 0) {
      throw new DamagedCaptureException("it is empty");
    }
    if (RecordingFormat.of(bytes) != RecordingFormat.WAV) {
      throw new DamagedCaptureException("it is no WAV file");
    }
    return RecordingReader.inRange(Wav.parse(bytes));
  }
}
