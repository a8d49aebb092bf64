package dev.winnow.video;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes one whole picture of the two half ones of interlaced video, whose moving edges are combs
 * that no detector has seen, by FFmpeg's {@code bwdif}. It needs the frame that follows, so that a
 * frame comes out when the next one goes in. Whoever opens it closes it.
 */
final class Deinterlacer implements AutoCloseable {
  private final int width;
  private final int height;
  private final int pixels;
  private final AVFilterGraph graph = avfilter_graph_alloc();
  private final AVFilterContext in = new AVFilterContext(null);
  private final AVFilterContext out = new AVFilterContext(null);
  private final AVFrame made = av_frame_alloc();
  private boolean works;
  private boolean isFinished;

  Deinterlacer(AVFrame like) {
    width = like.width();
    height = like.height();
    pixels = like.format();
    AVFilterContext filter = new AVFilterContext(null);
    // The filter counts time in halves of what it is given.
    String said =
        "video_size=%dx%d:pix_fmt=%d:time_base=1/1000000:colorspace=%d:range=%d"
            .formatted(width, height, pixels, like.colorspace(), like.color_range());
    works =
        add(in, "buffer", "in", said)
            && add(filter, "bwdif", "filter", "mode=send_frame:parity=auto:deint=interlaced")
            && add(out, "buffersink", "out", null)
            && avfilter_link(in, 0, filter, 0) >= 0
            && avfilter_link(filter, 0, out, 0) >= 0
            && avfilter_graph_config(graph, null) >= 0;
  }

  private boolean add(
      AVFilterContext context, String filter, String name, @Nullable String arguments) {
    return avfilter_graph_create_filter(
            context, avfilter_get_by_name(filter), name, arguments, null, graph)
        >= 0;
  }

  static boolean isNeededFor(AVFrame frame) {
    return (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0;
  }

  /** Whether it takes this frame; a stream of another size needs another one. */
  boolean takes(AVFrame frame) {
    return frame.width() == width && frame.height() == height && frame.format() == pixels;
  }

  /** Hands over the next frame, which stays with the caller. */
  void send(AVFrame frame) {
    works &= av_buffersrc_add_frame_flags(in, frame, AV_BUFFERSRC_FLAG_KEEP_REF) >= 0;
  }

  /** The frame that still lies here when no other follows; null if there is none. */
  @Nullable AVFrame last() {
    if (!isFinished && works) {
      isFinished = true;
      av_buffersrc_add_frame_flags(in, null, 0);
    }
    return receive();
  }

  /** A whole frame, until the next call; null if another one is to go in first. */
  @Nullable AVFrame receive() {
    av_frame_unref(made);
    return works && av_buffersink_get_frame(out, made) >= 0 ? made : null;
  }

  /** Whether FFmpeg can do it to this kind of pixels. */
  boolean works() {
    return works;
  }

  @Override
  public void close() {
    av_frame_free(made);
    avfilter_graph_free(graph);
  }
}
