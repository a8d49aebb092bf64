package dev.winnow.zoo;

/**
 * How sound of one length is seen: frames of 512 samples every 160, and windows of 76 frames every
 * 8. Silence around it makes the last window whole, and seven windows at least: less than 1.262 s,
 * the shortest for which the embedding is known to tell words apart, is made that.
 *
 * @param samples of the sound
 * @param windows that see it
 */
record SpeechWindow(int samples, int windows) {
  private static final int FRAME = 512;
  private static final int HOP = 160;
  private static final int WINDOW = 76;
  private static final int STEP = 8;
  private static final int FEWEST = 7;

  /** As many windows as it takes to see all of so many samples, but for less than a frame. */
  static SpeechWindow of(int samples) {
    int frames = Math.max(0, samples - FRAME) / HOP + 1;
    int steps = (Math.max(0, frames - WINDOW) + STEP - 1) / STEP;
    return new SpeechWindow(samples, Math.max(FEWEST, steps + 1));
  }

  /** Frames that the windows see. */
  int frames() {
    return WINDOW + STEP * (windows - 1);
  }

  /** Samples with the silence around them. */
  int padded() {
    return Math.max(samples, FRAME + HOP * (frames() - 1));
  }

  /** Samples of silence before the sound; as many, or one more, come behind it. */
  int before() {
    return (padded() - samples) / 2;
  }

  /** Samples of silence behind the sound. */
  int behind() {
    return padded() - samples - before();
  }
}
