package dev.winnow.build;

import dev.winnow.core.Embedding;
import java.util.Optional;

/**
 * What crosses from the edge to the cloud.
 *
 * @param embedding how the feature is made
 * @param cut tensor
 * @param dims values of the feature
 * @param noise how the edge clips and randomises it, if it does
 */
public record EmbeddedFeature(
    Embedding embedding, String cut, int dims, Optional<NoiseChoice> noise) {
  /** Such as {@code advanced + noise}. */
  public String title() {
    return embedding.word() + (noise.isPresent() ? " + noise" : "");
  }

  /** Bytes of one sample on the wire, without the protocol around it. */
  public int bytes() {
    return dims * Float.BYTES;
  }

  /** Such as {@code advanced-noise}, after the name of a service that has several. */
  String suffix() {
    return embedding.word() + (noise.isPresent() ? "-noise" : "");
  }
}
