package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.winnow.image.Image;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Native memory for the pixels of an image, row by row without gaps. Whoever opens it closes it.
 */
final class RgbFrame implements AutoCloseable {
  private final int width;
  private final int height;
  private final AVFrame frame = av_frame_alloc();

  /**
   * Takes memory.
   *
   * @throws OutOfMemoryError if there is none
   */
  RgbFrame(int width, int height) {
    this.width = width;
    this.height = height;
    frame.width(width).height(height).format(AV_PIX_FMT_RGB24);
    if (av_frame_get_buffer(frame, 1) < 0 || frame.linesize(0) != 3 * width) {
      av_frame_free(frame);
      throw new OutOfMemoryError("no memory for an image of " + width + "×" + height);
    }
  }

  AVFrame frame() {
    return frame;
  }

  boolean fits(Image image) {
    return image.width() == width && image.height() == height;
  }

  /** Writes an image of its very size into it. */
  void put(Image image) {
    ByteBuffer pixels = frame.data(0).capacity(3L * width * height).asByteBuffer();
    image.copyTo(pixels);
  }

  /** What lies in it, turned. */
  Image image(UprightTurn turn) {
    byte[] stored = new byte[3 * width * height];
    BytePointer pixels = frame.data(0);
    pixels.get(stored);
    return turn.equals(UprightTurn.NONE) ? Image.over(width, height, stored) : turned(stored, turn);
  }

  private Image turned(byte[] stored, UprightTurn turn) {
    int across = turn.swaps() ? height : width;
    byte[] upright = new byte[stored.length];
    int step = 3 * (turn.a() + turn.b() * across);
    int from = 0;
    for (int y = 0; y < height; y++) {
      int to = 3 * (turn.y(0, y, width, height) * across + turn.x(0, y, width, height));
      for (int x = 0; x < width; x++, to += step, from += 3) {
        upright[to] = stored[from];
        upright[to + 1] = stored[from + 1];
        upright[to + 2] = stored[from + 2];
      }
    }
    return Image.over(across, stored.length / 3 / across, upright);
  }

  @Override
  public void close() {
    av_frame_free(frame);
  }
}
