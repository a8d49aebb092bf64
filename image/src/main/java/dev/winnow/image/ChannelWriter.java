package dev.winnow.image;

import dev.winnow.core.ImageSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The network's input under way: rows of red, green and blue become normalised channels. */
final class ChannelWriter {
  private final ImageSpec preprocessing;
  private final CropGeometry frame;
  private final FloatBuffer out;
  private final float[] line;

  /** Lays the border of the frame, if it has one. */
  ChannelWriter(ImageSpec preprocessing, CropGeometry frame, FloatBuffer out) {
    this.preprocessing = preprocessing;
    this.frame = frame;
    this.out = out;
    this.line = new float[preprocessing.width()];
    if (frame.across().size() < preprocessing.width()
        || frame.down().size() < preprocessing.height()) {
      border();
    }
  }

  /** Writes row {@code y} of the framed image, given as all of red, then green, then blue. */
  void put(int y, float[] row) {
    int width = frame.across().size();
    for (int channel = 0; channel < preprocessing.colour().channels(); channel++) {
      double mean = preprocessing.normalization().mean().get(channel);
      double scale = preprocessing.normalization().scale().get(channel);
      for (int x = 0; x < width; x++) {
        line[x] = (float) ((value(row, width, channel, x) - mean) / scale);
      }
      out.put(index(channel, frame.top() + y, frame.left()), line, 0, width);
    }
  }

  private double value(float[] row, int width, int channel, int x) {
    return switch (preprocessing.colour()) {
      case RGB -> row[channel * width + x];
      case BGR -> row[(2 - channel) * width + x];
      case GREY -> 0.299 * row[x] + 0.587 * row[width + x] + 0.114 * row[2 * width + x];
    };
  }

  private void border() {
    for (int channel = 0; channel < preprocessing.colour().channels(); channel++) {
      double black =
          -preprocessing.normalization().mean().get(channel)
              / preprocessing.normalization().scale().get(channel);
      Arrays.fill(line, (float) black);
      for (int y = 0; y < preprocessing.height(); y++) {
        out.put(index(channel, y, 0), line, 0, line.length);
      }
    }
  }

  private int index(int channel, int y, int x) {
    return (channel * preprocessing.height() + y) * preprocessing.width() + x;
  }
}
