package dev.winnow.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.winnow.video.io.IoDeadline;
import dev.winnow.video.io.NestedOpening;
import dev.winnow.video.track.SoundReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one video stream of a source, and its sound if it is wanted. No video is decoded
 * here: FFmpeg's own look at the streams is left out, because it decodes before anybody can see how
 * large the frames are. Whoever opens it closes it.
 */
final class Demuxer implements AutoCloseable {
  /** How long to wait before a camera is asked again. */
  private static final long PAUSE = 2_000_000;

  /** So many packets may pass before there is a video among them. */
  private static final int PATIENCE = 20_000;

  private final SourceAddress address;
  private final IoDeadline deadline;
  private final AVFormatContext format;
  private final AVIOContext file;
  private final AVPacket packet;
  private final boolean withSound;
  private final Optional<NestedOpening> nested;
  private @Nullable AVStream stream;
  private @Nullable SoundReader sound;
  private long read;
  private long handedOut;
  private long missing;

  private Demuxer(SourceAddress address, IoDeadline deadline, boolean withSound) {
    this.address = address;
    this.withSound = withSound;
    this.deadline = deadline;
    this.format = avformat_alloc_context();
    this.file = new AVIOContext(null);
    this.packet = av_packet_alloc();
    deadline.attachTo(format);
    this.nested =
        address.kind() == SourceAddress.Kind.HTTP
            ? Optional.of(new NestedOpening(address.options(withSound)))
            : Optional.empty();
    nested.ifPresent(opening -> opening.attachTo(format));
  }

  /**
   * Opens a source and reads its header.
   *
   * @throws UnreadableVideoException if it is no video that is known here
   * @throws UnreachableSourceException if nothing answers there
   * @throws StalledSourceException if that takes longer than the deadline allows
   */
  static Demuxer open(
      SourceAddress address, IoDeadline deadline, Duration timeout, boolean withSound) {
    Demuxer demuxer = new Demuxer(address, deadline, withSound);
    try {
      demuxer.open(timeout);
      return demuxer;
    } catch (RuntimeException | Error e) {
      demuxer.close();
      throw e;
    }
  }

  private void open(Duration timeout) {
    SourceAddress.Kind kind = address.kind();
    if (kind == SourceAddress.Kind.CAMERA) {
      avdevice_register_all();
      format.flags(format.flags() | AVFMT_FLAG_NONBLOCK);
    }
    AVDictionary options = new AVDictionary(null);
    address.options(withSound).forEach((name, value) -> av_dict_set(options, name, value, 0));
    try (BytePointer location = new BytePointer(address.location(), StandardCharsets.UTF_8)) {
      int result = kind == SourceAddress.Kind.FILE ? openFile() : 0;
      if (result >= 0) {
        result =
            avformat_open_input(
                format,
                location,
                kind.demuxer().isEmpty() ? null : av_find_input_format(kind.demuxer()),
                options);
      }
      if (result < 0) {
        throw failure(result, timeout);
      }
    } finally {
      av_dict_free(options);
    }
    choose();
  }

  /** The file is opened for FFmpeg, which may then open no other that this one names. */
  private int openFile() {
    try (BytePointer url = new BytePointer("file:" + address.location(), StandardCharsets.UTF_8)) {
      int result =
          avio_open2(file, url, AVIO_FLAG_READ, format.interrupt_callback(), (AVDictionary) null);
      if (result >= 0) {
        format.pb(file);
      }
      return result;
    }
  }

  private RuntimeException failure(int result, Duration timeout) {
    if (deadline.isOver()) {
      return new StalledSourceException(address.shown(), timeout);
    }
    return switch (address.kind()) {
      case FILE ->
          new UnreadableVideoException(
              address.shown(), "it is damaged, or no video that is known here");
      case HTTP ->
          address.isUntrusted(timeout)
              ? new UntrustedSourceException(
                  address.shown(),
                  "no authority that counts has signed its certificate for that name")
              : new UnreachableSourceException(address.shown(), Ffmpeg.text(result));
      default -> new UnreachableSourceException(address.shown(), Ffmpeg.text(result));
    };
  }

  private void choose() {
    stream = chooseAmong();
    if (stream == null && !VideoStreams.mayCome(format)) {
      throw none();
    }
  }

  private @Nullable AVStream chooseAmong() {
    AVStream chosen = VideoStreams.choose(format, withSound);
    AVStream heard = chosen != null && withSound ? VideoStreams.sound(format) : null;
    if (heard != null) {
      sound = SoundReader.open(heard);
    }
    return chosen;
  }

  private UnreadableVideoException none() {
    return new UnreadableVideoException(address.shown(), "there is no video in it");
  }

  /**
   * The next packet of the video; valid until the next call.
   *
   * @return null at the end, and if this is to be closed
   * @throws StalledSourceException if there is none in time
   * @throws UnreachableSourceException if the source is lost
   * @throws UnreadableVideoException if there is no video
   */
  @Nullable AVPacket next(Duration timeout) {
    while (true) {
      av_packet_unref(packet);
      int result = av_read_frame(format, packet);
      if (result >= 0) {
        read++;
        AVStream chosen = chosen();
        if (chosen != null && packet.stream_index() == chosen.index()) {
          handedOut++;
          return packet;
        }
        if (sound != null && packet.stream_index() == sound.index()) {
          sound.decode(packet);
        }
      } else if (!isPassing(result, timeout)) {
        if (stream == null) {
          throw none();
        }
        missing = Math.max(0, stream.nb_frames() - handedOut);
        return null;
      }
    }
  }

  private @Nullable AVStream chosen() {
    if (stream == null) {
      stream = chooseAmong();
      if (stream == null && read > PATIENCE) {
        throw none();
      }
    }
    return stream;
  }

  /** Whether to ask again. */
  private boolean isPassing(int result, Duration timeout) {
    if (deadline.isStopped()) {
      return false;
    }
    if (deadline.wasMissed() || deadline.isOver()) {
      throw new StalledSourceException(address.shown(), timeout);
    }
    if (result == AVERROR_EAGAIN()) {
      LockSupport.parkNanos(PAUSE);
      return true;
    }
    if (result != AVERROR_EOF() && isLive()) {
      throw new UnreachableSourceException(address.shown(), "it broke off, " + Ffmpeg.text(result));
    }
    return false;
  }

  /** What comes by HTTP is a file if its length is known, or how long it lasts. */
  boolean isLive() {
    return address.isLive() || (address.kind() == SourceAddress.Kind.HTTP && isEndless());
  }

  private boolean isEndless() {
    boolean isPlaylist = formatName().startsWith("hls") || formatName().startsWith("dash");
    return format.duration() == AV_NOPTS_VALUE
        && (isPlaylist || format.pb() == null || avio_size(format.pb()) < 0);
  }

  /** The video, once there is one. */
  AVStream stream() {
    AVStream chosen = stream;
    if (chosen == null) {
      throw new IllegalStateException("no packet was read");
    }
    return chosen;
  }

  /** The sound beside the video, if it is wanted and there is one. */
  Optional<SoundReader> sound() {
    return Optional.ofNullable(sound);
  }

  /** How many packets fewer there were than the header says, known at the end. */
  long missing() {
    return missing;
  }

  /** How FFmpeg calls the format, such as {@code mov,mp4,m4a,3gp,3g2,mj2}. */
  String formatName() {
    return format.iformat().name().getString();
  }

  @Override
  public void close() {
    av_packet_free(packet);
    if (sound != null) {
      sound.close();
      sound = null;
    }
    // A header that could not be read has freed its context.
    if (!format.isNull()) {
      avformat_close_input(format);
    }
    if (!file.isNull()) {
      avio_closep(file);
    }
    nested.ifPresent(NestedOpening::close);
  }
}
