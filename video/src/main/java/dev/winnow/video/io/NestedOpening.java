package dev.winnow.video.io;

import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Opens what a source names, such as the segments of a playlist, by the same rules as the source
 * itself: FFmpeg by itself forgets for them whom to trust, and takes any certificate. Whoever opens
 * it closes it, after what it is attached to.
 */
public final class NestedOpening implements AutoCloseable {
  private static final Map<Long, Map<String, String>> RULES = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** One for all, because JavaCPP was built for ten functions of a kind at a time. */
  private static final Opening OPENING = new Opening();

  private final long number = NUMBERS.incrementAndGet();

  /**
   * Rules for what a source names.
   *
   * @param rules options of FFmpeg's protocols
   */
  public NestedOpening(Map<String, String> rules) {
    RULES.put(number, Map.copyOf(rules));
  }

  /** Opens in the place of FFmpeg what this names. */
  public void attachTo(AVFormatContext format) {
    format.opaque(new PlainNumber(number)).io_open(OPENING);
  }

  @Override
  public void close() {
    RULES.remove(number);
  }

  private static final class Opening
      extends AVFormatContext
          .Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
    @Override
    @SuppressWarnings("rawtypes") // As the bindings declare it.
    public int call(
        AVFormatContext format,
        PointerPointer into,
        BytePointer url,
        int flags,
        PointerPointer options) {
      Map<String, String> rules = RULES.get(format.opaque().address());
      if (rules == null || options == null) {
        return AVERROR_EXTERNAL();
      }
      rules.forEach((name, value) -> set(options, name, value));
      return avio_open2(into, url, flags, format.interrupt_callback(), options);
    }

    private static void set(PointerPointer<?> options, String name, String value) {
      try (BytePointer key = new BytePointer(name, StandardCharsets.UTF_8);
          BytePointer word = new BytePointer(value, StandardCharsets.UTF_8)) {
        av_dict_set(options, key, word, 0);
      }
    }
  }
}
