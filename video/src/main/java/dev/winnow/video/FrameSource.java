package dev.winnow.video;

import java.util.Optional;

/**
 * Frames in the order in which they are seen, each later than the one before. For one reader at a
 * time; any thread may close it, which ends a wait for the next frame. Whoever opens it closes it.
 */
public interface FrameSource extends AutoCloseable {
  /** What is known of all frames; the size is that of the first. */
  VideoFormat format();

  /**
   * Waits for the next frame.
   *
   * @return the frame; empty at the end, and once this is closed
   * @throws StalledSourceException if a live source gave no frame in its time
   * @throws UnreachableSourceException if a live source is lost
   * @throws UnreadableVideoException if none of a file's frames can be decoded
   */
  Optional<VideoFrame> next();

  /**
   * Whether frames come when they are recorded. Those that nobody takes are lost then; a file waits
   * for its reader.
   */
  boolean isLive();

  /** Frees what was opened; may be called more than once, and from any thread. */
  @Override
  void close();
}
