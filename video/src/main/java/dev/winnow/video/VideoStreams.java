package dev.winnow.video;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.AVFMTCTX_NOHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.winnow.video.track.SoundReader;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Which of a file's streams is the video: not a cover of music, nor a row of thumbnails. */
final class VideoStreams {
  private static final int PICTURES = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;

  private VideoStreams() {}

  /**
   * The default one, or else the largest; all others are not read, but for one of sound if it is
   * wanted. Null if there is none yet.
   */
  static @Nullable AVStream choose(AVFormatContext format, boolean withSound) {
    AVStream best = null;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean isVideo =
          stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
              && (stream.disposition() & PICTURES) == 0;
      if (isVideo && (best == null || rank(stream) > rank(best))) {
        best = stream;
      }
    }
    AVStream sound = withSound ? sound(format) : null;
    for (int i = 0; best != null && i < format.nb_streams(); i++) {
      if (i != best.index() && (sound == null || i != sound.index())) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
    return best;
  }

  /** The first stream of sound that can be decoded here, the default one first; null if none. */
  static @Nullable AVStream sound(AVFormatContext format) {
    AVStream best = null;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean isSound =
          stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO && SoundReader.reads(stream);
      if (isSound && (best == null || (isDefault(stream) && !isDefault(best)))) {
        best = stream;
      }
    }
    return best;
  }

  private static boolean isDefault(AVStream stream) {
    return (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
  }

  /** Whether streams can turn up among the packets. */
  static boolean mayCome(AVFormatContext format) {
    return (format.ctx_flags() & AVFMTCTX_NOHEADER) != 0;
  }

  private static long rank(AVStream stream) {
    AVCodecParameters said = stream.codecpar();
    long pixels = (long) said.width() * said.height();
    return pixels + (isDefault(stream) ? 1L << 62 : 0);
  }

  /** Frames per second as the header says; 0 if it does not, or says what cannot be. */
  static double rate(AVStream stream) {
    double rate = value(stream.avg_frame_rate());
    return rate > 0 ? rate : value(stream.r_frame_rate());
  }

  static double value(AVRational rate) {
    double value = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    return value > 0 && value <= 1000 ? value : 0;
  }
}
