package dev.winnow.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.winnow.video.io.IoDeadline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes packets of one video, and of its sound if there is one, into a file or to a network; each
 * leaves at once. Nothing else is written: no name of a program, no date. Whoever opens it closes
 * it.
 */
final class Muxer implements AutoCloseable {
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final List<AVCodecContext> codecs;

  /**
   * @param codecs of the video, and of the sound if there is one
   */
  Muxer(List<AVCodecContext> codecs) {
    this.codecs = List.copyOf(codecs);
  }

  /** Opens the target and writes the header; a negative number says what went wrong. */
  int open(TargetAddress address, IoDeadline deadline) {
    try (BytePointer location = new BytePointer(address.location(), StandardCharsets.UTF_8);
        BytePointer muxer = new BytePointer(address.muxer(), StandardCharsets.UTF_8)) {
      int result = avformat_alloc_output_context2(format, null, muxer, location);
      if (result < 0) {
        return result;
      }
      deadline.attachTo(format);
      format.flags(format.flags() | AVFMT_FLAG_BITEXACT).flush_packets(1);
      AVDictionary options = new AVDictionary(null);
      address.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
      try {
        return open(location, options);
      } finally {
        av_dict_free(options);
      }
    }
  }

  private int open(BytePointer location, AVDictionary options) {
    int result = 0;
    for (AVCodecContext codec : codecs) {
      AVStream stream = avformat_new_stream(format, null);
      result = Math.min(result, avcodec_parameters_from_context(stream.codecpar(), codec));
      stream.time_base(codec.time_base());
      stream.avg_frame_rate(codec.framerate());
    }
    if (result >= 0 && (format.oformat().flags() & AVFMT_NOFILE) == 0) {
      result = avio_open2(io, location, AVIO_FLAG_WRITE, format.interrupt_callback(), options);
      format.pb(io);
    }
    return result < 0 ? result : avformat_write_header(format, options);
  }

  /**
   * Writes a packet; a negative number says what went wrong.
   *
   * @param index of its codec
   */
  int write(AVPacket packet, int index) {
    AVStream stream = format.streams(index);
    packet.stream_index(index);
    av_packet_rescale_ts(packet, codecs.get(index).time_base(), stream.time_base());
    return av_write_frame(format, packet);
  }

  /** Writes the end; a negative number says what went wrong. */
  int finish() {
    return av_write_trailer(format);
  }

  @Override
  public void close() {
    if (!io.isNull()) {
      avio_closep(io);
    }
    if (!format.isNull()) {
      avformat_free_context(format);
    }
  }
}
