package dev.winnow.data;

/**
 * What a file is to a {@link Modality}.
 *
 * @param name for people, such as {@code HEIC}
 * @param isCapture whether it counts as a capture, whole or broken; left out otherwise
 * @param remedy what can be done so that it counts, for people; empty if nothing can
 */
public record FileKind(String name, boolean isCapture, String remedy) {
  /** Something to be read. */
  public static final FileKind CAPTURE = new FileKind("capture", true, "");

  /** A file of no kind that the modality knows. */
  public static final FileKind OTHER = leftOut("other");

  /** A kind that the modality knows and cannot read. */
  public static FileKind leftOut(String name) {
    return leftOut(name, "");
  }

  /** The same of a kind that can be read by a program that is set up otherwise. */
  public static FileKind leftOut(String name, String remedy) {
    return new FileKind(name, false, remedy);
  }
}
