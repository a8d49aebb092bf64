package dev.winnow.video.track;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_close;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;

/**
 * Decoded sound of any rate and channels as one channel of one rate. Whoever opens it closes it.
 */
final class SoundConversion implements AutoCloseable {
  private final SwrContext context = swr_alloc();
  private final AVFrame converted = av_frame_alloc();

  /** The samples of a frame; none if it has a form that is not read. */
  float[] samples(AVFrame frame) {
    if (convert(frame) < 0) {
      // The rate or the channels have changed.
      swr_close(context);
      if (convert(frame) < 0) {
        return new float[0];
      }
    }
    float[] samples = new float[converted.nb_samples()];
    converted
        .data(0)
        .capacity(4L * samples.length)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(samples);
    return samples;
  }

  private int convert(AVFrame frame) {
    av_frame_unref(converted);
    converted.format(AV_SAMPLE_FMT_FLT).sample_rate(SoundReader.RATE);
    av_channel_layout_default(converted.ch_layout(), 1);
    return swr_convert_frame(context, converted, frame);
  }

  @Override
  public void close() {
    av_frame_free(converted);
    swr_free(context);
  }
}
