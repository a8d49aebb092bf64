package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.winnow.image.Image;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A picture as encoders take it: brightness at each pixel, colour at every fourth, by Rec. 601.
 * Images of another size are scaled into it, with black bars. Whoever opens it closes it.
 */
final class YuvFrame implements AutoCloseable {
  private static final int ONE = 1 << 16;

  private final int width;
  private final int height;
  private final boolean isFull;
  private final AVFrame frame = av_frame_alloc();
  private @Nullable RgbFrame from;
  private @Nullable SwsContext context;
  private Placement placement = new Placement(0, 0, 1, 1);

  /**
   * Takes memory.
   *
   * @param isFull whether brightness goes from 0 to 255, as in JPEG, or from 16 to 235
   * @throws OutOfMemoryError if there is none
   */
  YuvFrame(int width, int height, boolean isFull) {
    this.width = width;
    this.height = height;
    this.isFull = isFull;
    frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
    frame.colorspace(AVCOL_SPC_SMPTE170M);
    frame.color_range(isFull ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    if (av_frame_get_buffer(frame, 0) < 0) {
      av_frame_free(frame);
      throw new OutOfMemoryError("no memory for a frame of " + width + "×" + height);
    }
  }

  /** The picture of an image; valid until the next call. */
  AVFrame of(Image image) {
    // An encoder may still hold the last one.
    if (av_frame_make_writable(frame) < 0) {
      throw new OutOfMemoryError("no memory for a frame of " + width + "×" + height);
    }
    RgbFrame rgb = from;
    if (rgb == null || context == null || !rgb.fits(image)) {
      rgb = prepare(image);
    }
    rgb.put(image);
    try (var planes = new PointerPointer<BytePointer>(4);
        IntPointer strides =
            new IntPointer(frame.linesize(0), frame.linesize(1), frame.linesize(2), 0)) {
      for (int i = 0; i < 3; i++) {
        planes.put(i, frame.data(i).getPointer(offset(i)));
      }
      sws_scale(
          context, rgb.frame().data(), rgb.frame().linesize(), 0, image.height(), planes, strides);
    }
    return frame;
  }

  private long offset(int plane) {
    int shift = plane == 0 ? 0 : 1;
    return (long) (placement.top() >> shift) * frame.linesize(plane) + (placement.left() >> shift);
  }

  private RgbFrame prepare(Image image) {
    forget();
    blacken();
    placement = Placement.of(image.width(), image.height(), width, height);
    context =
        sws_getContext(
            image.width(),
            image.height(),
            AV_PIX_FMT_RGB24,
            placement.width(),
            placement.height(),
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC,
            null,
            null,
            (DoublePointer) null);
    if (context == null) {
      throw new OutOfMemoryError("no memory to scale an image of " + image);
    }
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(SWS_CS_DEFAULT),
        1,
        sws_getCoefficients(SWS_CS_DEFAULT),
        isFull ? 1 : 0,
        0,
        ONE,
        ONE);
    RgbFrame made = new RgbFrame(image.width(), image.height());
    from = made;
    return made;
  }

  private void blacken() {
    byte[] values = {(byte) (isFull ? 0 : 16), (byte) 128, (byte) 128};
    for (int i = 0; i < 3; i++) {
      int rows = i == 0 ? height : (height + 1) / 2;
      byte[] row = new byte[frame.linesize(i)];
      java.util.Arrays.fill(row, values[i]);
      BytePointer plane = frame.data(i);
      for (int y = 0; y < rows; y++) {
        plane.position((long) y * row.length).put(row);
      }
    }
  }

  private void forget() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
    if (from != null) {
      from.close();
      from = null;
    }
  }

  @Override
  public void close() {
    forget();
    av_frame_free(frame);
  }
}
