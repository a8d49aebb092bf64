package dev.winnow.video.sound;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_get_packed_sample_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import dev.winnow.data.DamagedCaptureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** The mean of the channels of decoded frames, one after the other. */
final class MonoSamples {
  /** 70 minutes at 16 kHz; 256 MB. */
  private static final int MOST = 1 << 26;

  private float[] values = new float[1 << 14];
  private int size;

  /** How many there are. */
  int size() {
    return size;
  }

  /**
   * @throws DamagedCaptureException if the frame has an unusual form, or there are too many by now
   */
  void add(AVFrame frame) throws DamagedCaptureException {
    int count = frame.nb_samples();
    int channels = frame.ch_layout().nb_channels();
    if (channels < 1 || count < 0) {
      throw SoundDecoder.notRead();
    }
    if (size + count > MOST) {
      throw new DamagedCaptureException("it has more than %d samples".formatted(MOST));
    }
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Math.max(size + count, 2 * values.length));
    }
    boolean isPlanar = av_sample_fmt_is_planar(frame.format()) != 0;
    int kind = av_get_packed_sample_fmt(frame.format());
    int stride = isPlanar ? 1 : channels;
    for (int channel = 0; channel < channels; channel++) {
      ByteBuffer plane =
          plane(
              frame.extended_data(isPlanar ? channel : 0),
              (long) count * stride * av_get_bytes_per_sample(frame.format()));
      int first = isPlanar ? 0 : channel;
      for (int i = 0; i < count; i++) {
        values[size + i] += (float) (value(kind, plane, first + i * stride) / channels);
      }
    }
    size += count;
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }

  private static ByteBuffer plane(BytePointer data, long bytes) {
    return data.capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static double value(int kind, ByteBuffer plane, int at) throws DamagedCaptureException {
    return switch (kind) {
      case AV_SAMPLE_FMT_S16 -> plane.getShort(2 * at) / 32_768.0;
      case AV_SAMPLE_FMT_S32 -> plane.getInt(4 * at) / 2_147_483_648.0;
      case AV_SAMPLE_FMT_FLT -> plane.getFloat(4 * at);
      default -> throw SoundDecoder.notRead();
    };
  }
}
