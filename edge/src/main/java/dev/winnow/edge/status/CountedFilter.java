package dev.winnow.edge.status;

import dev.winnow.data.CaptureId;
import dev.winnow.data.UnreadableCaptureException;
import dev.winnow.data.filter.FilteredCapture;
import dev.winnow.data.filter.FilteredStream;
import java.util.List;
import java.util.Optional;

/**
 * What a filter lets pass, counted.
 *
 * @param passed called for each capture
 * @param unreadable called for each one that cannot be read
 */
record CountedFilter(FilteredStream stream, Runnable passed, Runnable unreadable)
    implements FilteredStream {
  @Override
  public boolean isLive() {
    return stream.isLive();
  }

  @Override
  public Optional<FilteredCapture> next() {
    try {
      Optional<FilteredCapture> next = stream.next();
      next.ifPresent(capture -> passed.run());
      return next;
    } catch (UnreadableCaptureException e) {
      unreadable.run();
      throw e;
    }
  }

  @Override
  public void answered(CaptureId id, List<Tag> tags) {
    stream.answered(id, tags);
  }

  @Override
  public Optional<String> preview() {
    return stream.preview();
  }

  @Override
  public List<String> remarks() {
    return stream.remarks();
  }

  @Override
  public void close() {
    stream.close();
  }
}
