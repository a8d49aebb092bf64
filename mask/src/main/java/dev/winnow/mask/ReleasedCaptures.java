package dev.winnow.mask;

import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.data.filter.FilteredCapture;
import java.time.Duration;
import java.util.Optional;

/** Masked frames as they leave. */
final class ReleasedCaptures implements AutoCloseable {
  private final String source;
  private final ReleaseForm form;
  private long sequence;

  /**
   * @param source that the frames are named by
   * @param form of what leaves; closed with this
   */
  ReleasedCaptures(String source, ReleaseForm form) {
    this.source = source;
    this.form = form;
  }

  /**
   * A frame of a film.
   *
   * @param received when it came, by {@link System#nanoTime}
   */
  FilteredCapture of(MaskedFrame frame, long received) {
    long start = frame.time().toMillis();
    TimeWindow instant = new TimeWindow(start / 1e3, (start + 1) / 1e3);
    CaptureId id = new CaptureId(source, sequence++, Optional.of(instant));
    byte[] content = form.encode(frame.image());
    return new FilteredCapture(
        id,
        content,
        3L * frame.image().width() * frame.image().height(),
        Duration.ofNanos(System.nanoTime() - received));
  }

  /**
   * A still.
   *
   * @param recorded bytes of what it was made of
   * @param filtering how long that took
   */
  FilteredCapture of(CaptureId id, MaskedFrame frame, long recorded, Duration filtering) {
    return new FilteredCapture(id, form.encode(frame.image()), recorded, filtering);
  }

  @Override
  public void close() {
    form.close();
  }
}
