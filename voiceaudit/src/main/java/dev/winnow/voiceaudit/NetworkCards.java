package dev.winnow.voiceaudit;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.onnx.Network;

/** What networks of sound say of themselves. */
final class NetworkCards {
  private NetworkCards() {}

  /**
   * How recordings are prepared for a network.
   *
   * @throws IllegalArgumentException if its card does not say so, or it takes something else
   */
  static AudioSpec audio(Network network) {
    InputSpec spec = network.preparation();
    if (spec instanceof AudioSpec audio) {
      return audio;
    }
    throw new IllegalArgumentException(
        "%s takes %s, and an audit of voices needs a network that takes sound"
            .formatted(network, spec.modality().word()));
  }
}
