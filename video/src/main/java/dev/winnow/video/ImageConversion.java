package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.image.Image;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * From the pictures of one decoder to images: red, green and blue in 8 bits, turned upright. Pixels
 * that are not square stay as they are stored, and nothing is made of a wider range of light. What
 * does not say how its colours are written is read as players do, by Rec. 709 from 720 rows on and
 * by Rec. 601 below. Whoever opens it closes it.
 */
final class ImageConversion implements AutoCloseable {
  private static final int ONE = 1 << 16;

  private @Nullable Pixels from;
  private @Nullable SwsContext context;
  private @Nullable RgbFrame made;

  /** All that a conversion depends on. */
  private record Pixels(int width, int height, int format, int matrix, boolean isFull) {}

  /**
   * Converts.
   *
   * @throws DamagedCaptureException if its colours are written in a way that is not known
   */
  Image image(AVFrame frame) throws DamagedCaptureException {
    Pixels pixels =
        new Pixels(
            frame.width(),
            frame.height(),
            frame.format(),
            matrix(frame),
            frame.color_range() == AVCOL_RANGE_JPEG);
    if (!pixels.equals(from)) {
      prepare(pixels);
    }
    if (context == null || made == null) {
      throw new DamagedCaptureException("its colours are written in a way that is not read here");
    }
    AVFrame rgb = made.frame();
    sws_scale(
        context, frame.data(), frame.linesize(), 0, frame.height(), rgb.data(), rgb.linesize());
    return made.image(turn(frame));
  }

  private void prepare(Pixels pixels) {
    close();
    from = pixels;
    context =
        sws_getContext(
            pixels.width,
            pixels.height,
            pixels.format,
            pixels.width,
            pixels.height,
            AV_PIX_FMT_RGB24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (context != null) {
      sws_setColorspaceDetails(
          context,
          sws_getCoefficients(pixels.matrix),
          pixels.isFull ? 1 : 0,
          sws_getCoefficients(SWS_CS_DEFAULT),
          1,
          0,
          ONE,
          ONE);
      made = new RgbFrame(pixels.width, pixels.height);
    }
  }

  private static int matrix(AVFrame frame) {
    if (frame.colorspace() != AVCOL_SPC_UNSPECIFIED) {
      return frame.colorspace();
    }
    return frame.height() >= 720 ? SWS_CS_ITU709 : SWS_CS_DEFAULT;
  }

  /** As the container or the coded picture asks; less than a quarter is left alone. */
  private static UprightTurn turn(AVFrame frame) {
    return Optional.ofNullable(av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX))
        .filter(matrix -> matrix.size() >= 36)
        .map(ImageConversion::turn)
        .orElse(UprightTurn.NONE);
  }

  private static UprightTurn turn(AVFrameSideData matrix) {
    try {
      return UprightTurn.of(
          matrix.data().capacity(36).asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer());
    } catch (DamagedCaptureException e) {
      return UprightTurn.NONE;
    }
  }

  @Override
  public void close() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
    if (made != null) {
      made.close();
      made = null;
    }
    from = null;
  }
}
