package dev.winnow.video.heif;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.winnow.data.DamagedCaptureException;
import dev.winnow.video.StreamInput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A HEIC or AVIF whose header was read by FFmpeg. Whoever opens it closes it. */
final class HeifFile implements AutoCloseable {
  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  private final StreamInput input;
  private final AVFormatContext format;
  private final StillLayout layout;

  private HeifFile(StreamInput input, AVFormatContext format) throws DamagedCaptureException {
    this.input = input;
    this.format = format;
    this.layout = LayoutReader.layout(format);
  }

  /**
   * Reads the header.
   *
   * @throws DamagedCaptureException if it is none, or describes no picture that can be read
   */
  static HeifFile open(ImageInputStream stream) throws IOException {
    StreamInput input = new StreamInput(stream);
    AVFormatContext format = avformat_alloc_context();
    format.pb(input.context());
    AVDictionary options = new AVDictionary(null);
    try {
      stream.seek(0);
      // FFmpeg has no name to open; what the file names itself, such as parts elsewhere, it may
      // not.
      av_dict_set(options, "protocol_whitelist", "none", 0);
      if (avformat_open_input(format, "", av_find_input_format("mov"), options) < 0) {
        throw new DamagedCaptureException("its header is damaged, or of a kind that is not read");
      }
      return new HeifFile(input, format);
    } catch (IOException | RuntimeException e) {
      close(input, format);
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  StillLayout layout() {
    return layout;
  }

  /**
   * Decodes the tiles, one after the other, and lays them side by side.
   *
   * @throws DamagedCaptureException if one is missing, cut short or not what the header says
   */
  BufferedImage decode() throws DamagedCaptureException {
    UprightCanvas canvas = new UprightCanvas(layout);
    Set<Integer> missing =
        layout.tiles().stream()
            .map(StillLayout.Tile::stream)
            .collect(Collectors.toCollection(HashSet::new));
    for (int i = 0; i < format.nb_streams(); i++) {
      if (!missing.contains(i)) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
    AVPacket packet = av_packet_alloc();
    try {
      while (!missing.isEmpty()) {
        if (av_read_frame(format, packet) < 0) {
          throw new DamagedCaptureException("it is cut short");
        }
        if (missing.remove(packet.stream_index())) {
          decode(packet, canvas);
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    return canvas.image();
  }

  private void decode(AVPacket packet, UprightCanvas canvas) throws DamagedCaptureException {
    AVStream stream = format.streams(packet.stream_index());
    try (StillDecoder decoder = StillDecoder.open(stream.codecpar())) {
      decoder.decode(packet);
      for (StillLayout.Tile tile : layout.tiles()) {
        if (tile.stream() == packet.stream_index()) {
          decoder.rows((row, bgr) -> canvas.put(tile.place(), row, bgr));
        }
      }
    }
  }

  @Override
  public void close() {
    close(input, format);
  }

  private static void close(StreamInput input, AVFormatContext format) {
    // A header that could not be read has freed its context.
    if (!format.isNull()) {
      avformat_close_input(format);
    }
    input.close();
  }
}
