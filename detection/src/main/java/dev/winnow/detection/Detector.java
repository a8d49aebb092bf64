package dev.winnow.detection;

import dev.winnow.image.Image;
import java.util.List;

/**
 * Finds objects on images. It keeps memory from one image to the next: one thread at a time may use
 * it. Whoever opens a detector closes it.
 */
public interface Detector extends AutoCloseable {

  /** The names of what it can find, as {@link DetectedObject#label} counts them. */
  List<String> labels();

  /**
   * Finds objects on one image.
   *
   * @return the surest first; empty if there are none
   * @throws MalformedDetectionException if the network makes something that is no score or no box
   */
  List<DetectedObject> detect(Image image);

  /** Frees what it holds; does nothing the second time. */
  @Override
  void close();
}
