package dev.winnow.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.winnow.data.DamagedCaptureException;
import java.util.HashMap;
import java.util.Map;

/**
 * The header of a PAM: lines of a word and a value, up to ENDHDR.
 *
 * @param depth values of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
 * @param end where the pixels begin
 */
record PamHeader(int width, int height, int depth, int maximum, int end) {
  private static final int LONGEST = 4096;

  static PamHeader read(byte[] bytes) throws DamagedCaptureException {
    String text = new String(bytes, 0, Math.min(LONGEST, bytes.length), ISO_8859_1);
    int end = text.indexOf("\nENDHDR\n");
    if (end < 0) {
      throw new DamagedCaptureException("it is cut short");
    }
    Map<String, String> values = new HashMap<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      String[] parts = line.strip().split("\\s+", 2);
      values.put(parts[0], parts.length == 2 ? parts[1].strip() : "");
    }
    PamHeader header =
        new PamHeader(
            number(values, "WIDTH"),
            number(values, "HEIGHT"),
            number(values, "DEPTH"),
            number(values, "MAXVAL"),
            end + "\nENDHDR\n".length());
    if (header.depth < 1 || header.depth > 4) {
      throw new DamagedCaptureException("it has " + header.depth + " values a pixel");
    }
    return header;
  }

  private static int number(Map<String, String> values, String word)
      throws DamagedCaptureException {
    try {
      return Integer.parseInt(values.getOrDefault(word, ""));
    } catch (NumberFormatException e) {
      throw new DamagedCaptureException("its header has no number for " + word);
    }
  }
}
