package dev.winnow.data;

import dev.winnow.core.InputSpec;
import dev.winnow.core.Tensor;

/**
 * Makes captures the input of a network: the one code for training, audit and edge. Safe for use by
 * several threads.
 */
public interface InputPreprocessor {
  /** What this does. */
  InputSpec spec();

  /**
   * Decodes a capture and writes it over all of a tensor, which is usually one row of a batch.
   *
   * @param id which capture, and which part of it
   * @param bytes of the capture, as it was recorded; not changed
   * @param into as many elements as {@code spec().shape()} has
   * @throws UnreadableCaptureException if the bytes are not the whole of such a capture
   * @throws IllegalArgumentException if the tensor has another number of elements
   */
  void read(CaptureId id, byte[] bytes, Tensor into);

  /**
   * How long a capture lasts, all of it, whatever part its name says.
   *
   * @param id which capture
   * @param bytes of the capture, as it was recorded; not changed
   * @return in seconds; 0 of what no time passes in, or of what is never parted in windows
   * @throws UnreadableCaptureException if the bytes are not the whole of such a capture
   */
  default double duration(CaptureId id, byte[] bytes) {
    return 0;
  }

  /**
   * Looks whether a prepared capture fits.
   *
   * @throws IllegalArgumentException if the tensor has another number of elements
   */
  default void requireRoom(Tensor into) {
    if (into.shape().size() != spec().shape().size()) {
      throw new IllegalArgumentException("a sample is " + spec().shape() + ", not " + into.shape());
    }
  }
}
