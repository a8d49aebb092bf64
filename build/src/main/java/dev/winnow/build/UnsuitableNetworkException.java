package dev.winnow.build;

import dev.winnow.core.WinnowException;
import dev.winnow.onnx.Network;

/** A network runs, but nothing that it could be built into would. */
public final class UnsuitableNetworkException extends WinnowException {
  UnsuitableNetworkException(Network network, String whyAndRemedy) {
    super(network + " " + whyAndRemedy);
  }
}
