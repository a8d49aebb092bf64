package dev.winnow.data.filter;

import dev.winnow.data.CaptureId;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.UnreadableCaptureException;
import java.util.List;
import java.util.Optional;

/**
 * What a filter lets pass of a source, one capture after the other, for as long as the source runs.
 * What else it writes, such as a recording, it writes by itself, of what it let pass.
 *
 * <p>For one consuming thread, which closes it.
 */
public interface FilteredStream extends AutoCloseable {
  /** Whether the source runs until somebody ends it, and goes on while nobody asks. */
  boolean isLive();

  /**
   * The next capture worth asking about; waits for it. Of a live source the newest: what came while
   * nobody asked is dropped.
   *
   * @return empty once there are no more, and ever after
   * @throws UnreadableCaptureException if the capture cannot be read; the next one may be
   * @throws MalformedDataSetException if the source cannot be read at all
   */
  Optional<FilteredCapture> next();

  /** Tells what the analyzer found in a capture, for whoever shows it. */
  void answered(CaptureId id, List<Tag> tags);

  /** The address of a page on this machine that shows what is let pass, if one was asked for. */
  default Optional<String> preview() {
    return Optional.empty();
  }

  /** What a person should know of the run so far, a sentence each. */
  List<String> remarks();

  @Override
  void close();

  /**
   * Something that the analyzer found in an image.
   *
   * @param label what it is
   * @param score how sure the analyzer is, from 0 to 1
   * @param left edge, as a share of the width
   * @param top edge, as a share of the height
   * @param width as a share of that of the image
   * @param height as a share of that of the image
   */
  record Tag(String label, float score, float left, float top, float width, float height) {}
}
