package dev.winnow.edge.source;

import dev.winnow.data.Capture;
import dev.winnow.data.Sample;
import dev.winnow.data.UnreadableCaptureException;
import java.util.Optional;

/**
 * A capture that has just come and has no number yet.
 *
 * @param name of the capture, its source's name in front
 * @param sample its labels, if it came with any
 * @param bytes that it holds in memory while it waits
 * @param content of the capture
 */
public record Arrival(String name, Optional<Sample> sample, int bytes, Capture.Content content) {
  /** A capture whose bytes are at hand. */
  public static Arrival of(String name, byte[] content) {
    return new Arrival(name, Optional.empty(), content.length, () -> content);
  }

  /** This capture with labels. */
  Arrival with(Sample labelled) {
    return new Arrival(name, Optional.of(labelled), bytes, content);
  }

  /**
   * Something that came in a capture's place.
   *
   * @param reason what is wrong with it, never what it holds
   */
  public static Arrival broken(String name, String reason) {
    var failure = new UnreadableCaptureException(name, reason);
    return new Arrival(
        name,
        Optional.empty(),
        0,
        () -> {
          throw failure;
        });
  }
}
