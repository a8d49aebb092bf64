package dev.winnow.data;

/** Something that a page shows or plays: a whole file, in memory. */
public final class CaptureMedium {
  private final String type;
  private final String caption;
  private final byte[] bytes;

  /**
   * @param type of the bytes: an image or audio type of IANA, such as {@code image/png}
   * @param caption for people; may be empty
   * @param bytes of a whole file; copied
   */
  public CaptureMedium(String type, String caption, byte[] bytes) {
    this.type = type;
    this.caption = caption;
    this.bytes = bytes.clone();
  }

  /** Of the bytes, such as {@code image/png}. */
  public String type() {
    return type;
  }

  /** For people; may be empty. */
  public String caption() {
    return caption;
  }

  /** A copy of the file. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether it is for the ear. */
  public boolean isAudible() {
    return type.startsWith("audio/");
  }
}
