package dev.winnow.edge.status;

import dev.winnow.data.Capture;
import dev.winnow.data.CaptureStream;
import dev.winnow.data.ForwardingCaptureStream;
import java.util.Optional;

/** A stream whose captures are counted. */
final class CountedCaptures extends ForwardingCaptureStream {
  private final Runnable count;

  CountedCaptures(CaptureStream captures, Runnable count) {
    super(captures);
    this.count = count;
  }

  @Override
  public Optional<Capture> next() {
    Optional<Capture> next = captures.next();
    next.ifPresent(capture -> count.run());
    return next;
  }
}
