package dev.winnow.data;

import java.util.Optional;

/**
 * What a device recorded, not decoded yet.
 *
 * @param id which one
 * @param sample the row of the data set with its labels, if it comes from one
 * @param content its bytes
 */
public record Capture(CaptureId id, Optional<Sample> sample, Content content) {
  /** Where the bytes are. */
  @FunctionalInterface
  public interface Content {
    /**
     * The bytes, from wherever they are; called once, by any thread. Nobody changes them.
     *
     * @throws UnreadableCaptureException if they are no longer there
     */
    byte[] bytes();

    /**
     * How many of these bytes are the capture's own, for people.
     *
     * @param bytes that were read
     * @return all of them, unless it is known how large a part of them it is
     */
    default int size(byte[] bytes) {
      return bytes.length;
    }
  }
}
