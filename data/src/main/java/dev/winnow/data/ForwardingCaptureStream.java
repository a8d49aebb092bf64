package dev.winnow.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A stream that hands out the captures of another one, changed or chosen, and closes that one. */
public abstract class ForwardingCaptureStream implements CaptureStream {
  /** The other stream. */
  protected final CaptureStream captures;

  protected ForwardingCaptureStream(CaptureStream captures) {
    this.captures = captures;
  }

  @Override
  public DataCard card() {
    return captures.card();
  }

  @Override
  public OptionalLong size() {
    return captures.size();
  }

  @Override
  public boolean isLive() {
    return captures.isLive();
  }

  @Override
  public boolean isUnbounded() {
    return captures.isUnbounded();
  }

  @Override
  public boolean awaitNext() {
    return captures.awaitNext();
  }

  @Override
  public Optional<Capture> next() {
    return captures.next();
  }

  /** What {@link #next} would hand out, if it is there; whoever overrides one overrides both. */
  @Override
  public Optional<Capture> poll() {
    return isUnbounded() ? captures.poll() : next();
  }

  @Override
  public long mark() {
    return captures.mark();
  }

  @Override
  public void settled(long mark) {
    captures.settled(mark);
  }

  @Override
  public void stop() {
    captures.stop();
  }

  @Override
  public List<String> columns() {
    return captures.columns();
  }

  @Override
  public List<String> classes(String column) {
    return captures.classes(column);
  }

  @Override
  public void requireColumn(String column) {
    captures.requireColumn(column);
  }

  @Override
  public LeftOut leftOut() {
    return captures.leftOut();
  }

  @Override
  public void close() {
    captures.close();
  }
}
