package dev.winnow.video.sound;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.winnow.audio.Recording;
import dev.winnow.audio.RecordingFormat;
import dev.winnow.data.DamagedCaptureException;
import dev.winnow.video.StreamInput;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/** A file of sound whose header was read by FFmpeg. Whoever opens it closes it. */
final class SoundFile implements AutoCloseable {
  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  private final StreamInput input;
  private final AVFormatContext format;

  /** It tells how many bytes there are, without which FFmpeg does not believe what an MP3 says. */
  private static final class BytesInput extends MemoryCacheImageInputStream {
    private final int size;

    BytesInput(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
      this.size = bytes.length;
    }

    @Override
    public long length() {
      return size;
    }
  }

  private SoundFile(StreamInput input, AVFormatContext format) {
    this.input = input;
    this.format = format;
  }

  /**
   * Reads the header.
   *
   * @param kind FLAC, Ogg or MP3
   * @throws DamagedCaptureException if it cannot be understood
   */
  static SoundFile open(RecordingFormat kind, byte[] bytes) throws DamagedCaptureException {
    StreamInput input = new StreamInput(new BytesInput(bytes));
    AVFormatContext format = avformat_alloc_context();
    format.pb(input.context());
    AVDictionary options = new AVDictionary(null);
    SoundFile file = new SoundFile(input, format);
    try {
      // FFmpeg has no name to open, and nothing that the file names may it open.
      av_dict_set(options, "protocol_whitelist", "none", 0);
      String demuxer = kind.name().toLowerCase(Locale.ROOT);
      if (avformat_open_input(format, "", av_find_input_format(demuxer), options) < 0
          || avformat_find_stream_info(format, (PointerPointer<?>) null) < 0) {
        throw new DamagedCaptureException("its header is damaged, or of a kind that is not read");
      }
      return file;
    } catch (DamagedCaptureException | RuntimeException e) {
      file.close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  /**
   * Decodes the first stream of sound.
   *
   * @throws DamagedCaptureException if there is none, or it is cut short, damaged or too long
   */
  Recording decode() throws DamagedCaptureException {
    AVStream stream = sound();
    AVPacket packet = av_packet_alloc();
    try (SoundDecoder decoder = SoundDecoder.open(stream, codec(stream.codecpar()))) {
      int result = av_read_frame(format, packet);
      for (; result >= 0; result = av_read_frame(format, packet)) {
        if (packet.stream_index() == stream.index()) {
          if (stream.codecpar().codec_id() == AV_CODEC_ID_MP3) {
            Mp3Frames.requireWhole(packet.data().capacity(packet.size()).asByteBuffer());
          }
          decoder.decode(packet);
        }
        av_packet_unref(packet);
      }
      if (result != AVERROR_EOF()) {
        throw new DamagedCaptureException("it is cut short");
      }
      Recording recording = decoder.finish();
      return expected(stream, recording);
    } finally {
      av_packet_free(packet);
    }
  }

  /**
   * What was decoded, held against what the file says about its length; the last block of Vorbis is
   * mostly longer than what it holds.
   */
  private Recording expected(AVStream stream, Recording read) throws DamagedCaptureException {
    int codec = stream.codecpar().codec_id();
    boolean isGuessed = format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
    if (stream.duration() <= 0 || isGuessed || codec == AV_CODEC_ID_OPUS) {
      return read;
    }
    AVRational second = new AVRational().num(1).den(read.rate());
    long said = av_rescale_q(stream.duration(), stream.time_base(), second);
    if (read.frames() < said) {
      throw new DamagedCaptureException("it is cut short");
    }
    return codec == AV_CODEC_ID_VORBIS ? first(read, (int) said) : read;
  }

  private static Recording first(Recording read, int frames) {
    float[] values = new float[frames];
    for (int i = 0; i < frames; i++) {
      values[i] = (float) read.value(i);
    }
    return Recording.of(read.rate(), values);
  }

  private AVStream sound() throws DamagedCaptureException {
    for (int i = 0; i < format.nb_streams(); i++) {
      if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        return format.streams(i);
      }
    }
    throw new DamagedCaptureException("it has no sound");
  }

  private static AVCodec codec(AVCodecParameters said) throws DamagedCaptureException {
    String name =
        switch (said.codec_id()) {
          case AV_CODEC_ID_FLAC -> "flac";
          case AV_CODEC_ID_VORBIS -> "vorbis";
          case AV_CODEC_ID_OPUS -> "opus";
          case AV_CODEC_ID_MP3 -> "mp3float";
          default -> "";
        };
    AVCodec codec = name.isEmpty() ? null : avcodec_find_decoder_by_name(name);
    if (codec == null) {
      throw SoundDecoder.notRead();
    }
    return codec;
  }

  @Override
  public void close() {
    // A header that could not be read has freed its context.
    if (!format.isNull()) {
      avformat_close_input(format);
    }
    input.close();
  }
}
