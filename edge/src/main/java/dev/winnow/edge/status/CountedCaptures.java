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
    return counted(captures.next());
  }

  @Override
  public Optional<Capture> poll() {
    return isUnbounded() ? counted(captures.poll()) : next();
  }

  private Optional<Capture> counted(Optional<Capture> capture) {
    capture.ifPresent(one -> count.run());
    return capture;
  }
}
