package dev.winnow.wire;

import java.util.Arrays;
import java.util.Optional;

/** What the elements of a tensor can be, in the words of the protocol. */
public enum Datatype {
  BOOL,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  INT8,
  INT16,
  INT32,
  INT64,
  FP16,
  BF16,
  /** 32-bit floats: the type of every feature and of every answer. */
  FP32,
  FP64,
  /** Strings of bytes: the type of captures that a filter let pass. */
  BYTES;

  /** The type of that name; names are case-sensitive. */
  public static Optional<Datatype> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static String mustBeOne() {
    return "must be one of " + String.join(", ", Arrays.stream(values()).map(Enum::name).toList());
  }
}
