package dev.winnow.video.heif;

import static org.bytedeco.ffmpeg.avcodec.AVCodecParserContext.PARSER_FLAG_COMPLETE_FRAMES;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;

import dev.winnow.data.DamagedCaptureException;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * How large the frames of coded AV1 are, read from their headers: the decoder of AV1 takes memory
 * for whatever they say, and knows no limit. There can be several in a still, one for each layer.
 */
final class Av1Sizes {
  private Av1Sizes() {}

  /**
   * @throws DamagedCaptureException if a frame is larger than was said, or its header is damaged
   */
  static void require(AVCodecParameters said, AVCodecContext context, AVPacket packet)
      throws DamagedCaptureException {
    AVBSFContext splitter = new AVBSFContext(null);
    AVPacket frame = av_packet_alloc();
    AVPacket copy = av_packet_clone(packet);
    AVCodecParserContext parser = av_parser_init(said.codec_id());
    parser.flags(PARSER_FLAG_COMPLETE_FRAMES);
    try {
      if (av_bsf_alloc(av_bsf_get_by_name("av1_frame_split"), splitter) < 0
          || avcodec_parameters_copy(splitter.par_in(), said) < 0
          || av_bsf_init(splitter) < 0
          || av_bsf_send_packet(splitter, copy) < 0) {
        throw damaged();
      }
      int result = av_bsf_receive_packet(splitter, frame);
      for (; result >= 0; result = av_bsf_receive_packet(splitter, frame)) {
        require(said, parser, context, frame);
        av_packet_unref(frame);
      }
      if (result != AVERROR_EAGAIN()) {
        throw damaged();
      }
    } finally {
      av_parser_close(parser);
      av_packet_free(copy);
      av_packet_free(frame);
      av_bsf_free(splitter);
    }
  }

  private static void require(
      AVCodecParameters said, AVCodecParserContext parser, AVCodecContext context, AVPacket frame)
      throws DamagedCaptureException {
    parser.width(0).height(0);
    try (BytePointer out = new BytePointer((Pointer) null);
        IntPointer size = new IntPointer(1)) {
      av_parser_parse2(parser, context, out, size, frame.data(), frame.size(), 0, 0, 0);
    }
    if (parser.width() == 0) {
      throw damaged();
    }
    if (parser.width() > said.width() || parser.height() > said.height()) {
      throw new DamagedCaptureException("its picture has another size than its header says");
    }
  }

  private static DamagedCaptureException damaged() {
    return new DamagedCaptureException("it is damaged");
  }
}
