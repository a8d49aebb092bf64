package dev.winnow.onnx.conversion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Knows files that stand where a network is expected by how they begin. */
public final class ForeignFile {
  private static final int HEAD = 256;

  private ForeignFile() {}

  /**
   * Looks at the first bytes.
   *
   * @param bytes of a file that is no network
   * @return what it is and what to do, to follow "it cannot be used:"; empty if it is none of them
   */
  public static Optional<String> recognise(byte[] bytes) {
    String head =
        new String(Arrays.copyOf(bytes, Math.min(HEAD, bytes.length)), StandardCharsets.ISO_8859_1);
    String text = head.strip().toLowerCase(Locale.ROOT);
    if (head.startsWith("version https://git-lfs")) {
      return Optional.of(
          "it is a pointer that git left in the network's place; fetch the file with git lfs pull");
    }
    if (text.startsWith("<")) {
      return Optional.of(
          "it is a web page and no network; fetch it from the link that gives the file itself");
    }
    if (text.startsWith("{")) {
      return Optional.of("it is JSON and no network; convert what it describes to ONNX");
    }
    if (head.startsWith("PK")) {
      return Optional.of(
          "it is a ZIP archive, as PyTorch and Keras write; unpack it, or export it as ONNX");
    }
    if (head.startsWith("\u0089HDF")) {
      return Optional.of("it is HDF5, as Keras writes; convert it with tf2onnx");
    }
    if (head.startsWith("TFL3", 4)) {
      return Optional.of("it is TensorFlow Lite; convert it with tf2onnx");
    }
    return head.startsWith("ORTM", 4)
        ? Optional.of("it is in ONNX Runtime's own format; give the ONNX file it was made from")
        : Optional.empty();
  }
}
