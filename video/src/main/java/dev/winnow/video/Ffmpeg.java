package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg, loaded and made silent: what it would print can quote what a video holds. */
final class Ffmpeg {
  static final String MISSING = "FFmpeg, which reads and writes it, cannot be loaded here";

  static {
    av_log_set_level(AV_LOG_QUIET);
    avformat_network_init();
  }

  private Ffmpeg() {}

  /**
   * Loads it, once.
   *
   * @throws LinkageError if there is none of this platform on the class path
   */
  @SuppressWarnings("EmptyMethod")
  static void load() {}

  /** What FFmpeg says to one of its error codes, such as {@code Connection refused}. */
  static String text(int error) {
    byte[] text = new byte[128];
    av_strerror(error, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}
