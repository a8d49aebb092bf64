package dev.winnow.data;

import java.util.List;
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
  public List<String> columns() {
    return captures.columns();
  }

  @Override
  public List<String> classes(String column) {
    return captures.classes(column);
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
