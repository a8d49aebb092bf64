package dev.winnow.video.heif;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.winnow.data.DamagedCaptureException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * From what codecs store to 8 bits of blue, green and red. Which of the ways to write colours it
 * is, the file's header says, or else the coded picture, or else it is that of Rec. 601 (ISO/IEC
 * 23000-22, section 7.3.6.4).
 */
final class BgrConversion {
  private static final int ONE = 1 << 16;

  private BgrConversion() {}

  /** Takes one row after the other, each in the same array. */
  @FunctionalInterface
  interface Rows {
    void row(int y, byte[] bgr);
  }

  /**
   * Converts a decoded picture.
   *
   * @param said what the header says of it
   * @throws DamagedCaptureException if its way to write colours is not known
   */
  static void convert(AVCodecParameters said, AVFrame frame, Rows rows)
      throws DamagedCaptureException {
    int width = frame.width();
    int height = frame.height();
    SwsContext context =
        sws_getContext(
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
            null,
            null,
            (DoublePointer) null);
    AVFrame made = av_frame_alloc();
    try {
      made.width(width).height(height).format(AV_PIX_FMT_BGR24);
      if (context == null || av_frame_get_buffer(made, 0) < 0) {
        throw new DamagedCaptureException("its colours are written in a way that is not read here");
      }
      colours(context, said, frame);
      sws_scale(context, frame.data(), frame.linesize(), 0, height, made.data(), made.linesize());
      byte[] row = new byte[3 * width];
      BytePointer pixels = made.data(0);
      for (int y = 0; y < height; y++) {
        pixels.position((long) y * made.linesize(0)).get(row);
        rows.row(y, row);
      }
    } finally {
      av_frame_free(made);
      sws_freeContext(context);
    }
  }

  private static void colours(SwsContext context, AVCodecParameters said, AVFrame frame) {
    int range =
        said.color_range() == AVCOL_RANGE_UNSPECIFIED ? frame.color_range() : said.color_range();
    int matrix =
        said.color_space() == AVCOL_SPC_UNSPECIFIED ? frame.colorspace() : said.color_space();
    sws_setColorspaceDetails(
        context,
        sws_getCoefficients(matrix == AVCOL_SPC_UNSPECIFIED ? SWS_CS_DEFAULT : matrix),
        range == AVCOL_RANGE_JPEG ? 1 : 0,
        sws_getCoefficients(SWS_CS_DEFAULT),
        1,
        0,
        ONE,
        ONE);
  }
}
