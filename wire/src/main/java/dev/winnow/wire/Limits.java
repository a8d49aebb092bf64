package dev.winnow.wire;

/** What a message may hold at most, whoever sends it. */
public final class Limits {
  /** Bytes of a whole message: 64 MiB. */
  public static final int BODY_BYTES = 64 << 20;

  /** Bytes of a message's JSON, be it all of the message or the part before binary data: 16 MiB. */
  public static final int JSON_BYTES = 16 << 20;

  /** Tensors in a message. */
  public static final int TENSORS = 64;

  /** Elements of a tensor of strings of bytes; what they hold together, the message limits. */
  public static final int BYTE_STRINGS = 1 << 16;

  /** Extents of a tensor's shape, and with them the depth of nested data. */
  public static final int RANK = 16;

  /** Characters of a name or an id. */
  public static final int NAME_LENGTH = 256;

  /** JSON values inside one another, in fields that are ignored. */
  static final int JSON_DEPTH = 64;

  private Limits() {}
}
