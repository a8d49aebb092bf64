package dev.winnow.video;

import java.time.Duration;

/**
 * A moment of a source's sound.
 *
 * @param samples of one channel, {@value #RATE} a second, from -1 to 1; not copied: nobody changes
 *     them
 * @param time of the first, since the source's first frame
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two, and none is copied.
record SoundChunk(float[] samples, Duration time) {
  /** Samples a second. */
  static final int RATE = 48_000;

  /** The same at another time. */
  SoundChunk at(Duration other) {
    return new SoundChunk(samples, other);
  }

  /** Contents are never printed. */
  @Override
  public String toString() {
    return samples.length + " samples at " + time;
  }
}
