package dev.winnow.onnx.quantization;

import dev.winnow.core.WinnowException;

/** A network cannot become one of integers, or cannot be taken back from them. */
public final class UnquantizableException extends WinnowException {
  UnquantizableException(String network, String why) {
    super(network + " cannot be quantised: " + why);
  }
}
