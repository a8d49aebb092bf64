package dev.winnow.audio;

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
}
