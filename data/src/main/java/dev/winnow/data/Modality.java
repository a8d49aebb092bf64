package dev.winnow.data;

import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;

/** What a kind of capture supplies, so that everybody else works on any of them. */
public interface Modality {
  /** Which kind. */
  InputSpec.Kind kind();

  /**
   * Whether a file is likely to be such a capture.
   *
   * @param name of the file, or its path
   */
  boolean reads(String name);

  /**
   * Who makes captures the input of a network.
   *
   * @param spec of the network's input
   * @throws UnsuitableModalityException if it is of another modality
   */
  InputPreprocessor preprocessor(InputSpec spec);

  /**
   * Who alters captures slightly, for the attacker who asks a node about copies.
   *
   * @param spec by which they were prepared
   * @param seed of what is drawn
   * @throws UnsuitableModalityException if nobody knows how to, of this modality
   */
  default CapturePerturbation perturbation(InputSpec spec, long seed) {
    throw UnsuitableModalityException.of(
        "altering copies takes", InputSpec.Kind.IMAGE, "the network", spec.modality());
  }
}
