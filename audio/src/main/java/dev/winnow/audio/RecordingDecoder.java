package dev.winnow.audio;

import dev.winnow.data.DamagedCaptureException;
import java.util.ServiceLoader;

/**
 * Reads formats that this module does not. It is found by {@link ServiceLoader}, so that native
 * code is on a node's class path only where its owner wants it. Safe for use by several threads.
 */
public interface RecordingDecoder {
  /** Whether it reads a format; loads nothing native. */
  boolean decodes(RecordingFormat format);

  /**
   * Decodes a file.
   *
   * @param format that its first bytes say
   * @throws DamagedCaptureException if the bytes are not the whole of such a file
   */
  Recording decode(RecordingFormat format, byte[] bytes) throws DamagedCaptureException;
}
