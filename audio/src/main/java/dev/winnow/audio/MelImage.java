package dev.winnow.audio;

import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureMedium;
import dev.winnow.data.PngFile;
import java.util.Arrays;

/**
 * Spectrograms side by side, time to the right and pitch upwards; from dark to bright 60 dB up to
 * the loudest of each.
 */
final class MelImage {
  private static final int PIXEL = 2;
  private static final int GAP = 4;
  private static final double RANGE = 60;

  /** Dark blue, purple, orange, pale yellow: brighter step by step, also without colours. */
  private static final int[][] COLOURS = {
    {0, 0, 4}, {87, 16, 110}, {188, 55, 84}, {249, 142, 9}, {252, 255, 164}
  };

  private MelImage() {}

  /**
   * A strip.
   *
   * @param levels in dB, [recordings, 1, frames, bands]
   */
  static CaptureMedium of(Tensor levels) {
    int count = levels.shape().dim(0);
    int frames = levels.shape().dim(2);
    int bands = levels.shape().dim(3);
    int cell = PIXEL * frames + GAP;
    int width = count * cell - GAP;
    int height = PIXEL * bands;
    float[] loudest = loudest(levels);
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 0xFF);
    for (int x = 0; x < width; x++) {
      int frame = x % cell / PIXEL;
      for (int y = 0; y < height && frame < frames; y++) {
        int band = bands - 1 - y / PIXEL;
        float level = levels.buffer().get((x / cell * frames + frame) * bands + band);
        put(1 + (level - loudest[x / cell]) / RANGE, rgb, 3 * (y * width + x));
      }
    }
    String caption = "Time to the right, pitch upwards, brighter is louder.";
    return new CaptureMedium("image/png", caption, PngFile.of(width, height, rgb));
  }

  private static float[] loudest(Tensor levels) {
    float[] loudest = new float[levels.shape().dim(0)];
    Arrays.fill(loudest, Float.NEGATIVE_INFINITY);
    int size = levels.shape().row().size();
    for (int i = 0; i < levels.shape().size(); i++) {
      loudest[i / size] = Math.max(loudest[i / size], levels.buffer().get(i));
    }
    return loudest;
  }

  private static void put(double share, byte[] rgb, int at) {
    double place = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
    int below = Math.min(COLOURS.length - 2, (int) place);
    for (int channel = 0; channel < 3; channel++) {
      double low = COLOURS[below][channel];
      double high = COLOURS[below + 1][channel];
      rgb[at + channel] = (byte) Math.round(low + (place - below) * (high - low));
    }
  }
}
