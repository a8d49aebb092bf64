package dev.winnow.app;

import dev.winnow.onnx.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The bundled pre-trained network, which tells a smiling portrait from a neutral one. It was made
 * by {@code winnow train} on Portraits; its card says with which settings, and {@code
 * SmileNetworkTest} makes it again.
 */
final class SmileNetwork {
  /** Where the demo cuts it. */
  static final String CUT = "pool3";

  private static final String RESOURCE = "smile.onnx";

  private SmileNetwork() {}

  static Network load() {
    try (InputStream in = SmileNetwork.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return Network.parse(RESOURCE, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
