package dev.winnow.data;

/**
 * What a file is to a {@link Modality}.
 *
 * @param name for people, such as {@code HEIC}
 * @param isCapture whether it counts as a capture, whole or broken; left out otherwise
 */
public record FileKind(String name, boolean isCapture) {
  /** Something to be read. */
  public static final FileKind CAPTURE = new FileKind("capture", true);

  /** A file of no kind that the modality knows. */
  public static final FileKind OTHER = leftOut("other");

  /** A kind that the modality knows and cannot read. */
  public static FileKind leftOut(String name) {
    return new FileKind(name, false);
  }
}
