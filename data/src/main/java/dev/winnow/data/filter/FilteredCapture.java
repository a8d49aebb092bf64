package dev.winnow.data.filter;

import dev.winnow.data.CaptureId;
import java.time.Duration;

/** What a capture filter let pass of a capture, and nothing else of it. */
public final class FilteredCapture {
  private final CaptureId id;
  private final byte[] content;
  private final long recordedBytes;
  private final Duration filtering;

  /**
   * What may leave.
   *
   * @param id of the capture
   * @param content encoded, such as a JPEG without metadata; not copied: nobody changes it
   * @param recordedBytes of the capture before it was filtered
   * @param filtering how long that took
   */
  public FilteredCapture(CaptureId id, byte[] content, long recordedBytes, Duration filtering) {
    this.id = id;
    this.content = content;
    this.recordedBytes = recordedBytes;
    this.filtering = filtering;
  }

  /** Which capture it was. */
  public CaptureId id() {
    return id;
  }

  /** Encoded, not copied: not to be changed. */
  public byte[] content() {
    return content;
  }

  /** Bytes of the capture before it was filtered. */
  public long recordedBytes() {
    return recordedBytes;
  }

  /** How long filtering took. */
  public Duration filtering() {
    return filtering;
  }

  /** Which capture it was; contents are never printed. */
  @Override
  public String toString() {
    return id + " (" + content.length + " bytes)";
  }
}
