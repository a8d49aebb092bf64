package dev.winnow.image;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of its pixels a JPEG's scans have told: of each component's 64 coefficients, how many
 * low bits are still to come (ITU-T T.81, G.1.1.1).
 */
final class JpegScans {
  private static final int UNSEEN = -1;

  private final JpegFrame frame;
  private final Map<Character, int[]> missingBits = new HashMap<>();
  private int scans;

  JpegScans(JpegFrame frame) {
    this.frame = frame;
    for (char component : frame.components().toCharArray()) {
      int[] coefficients = new int[64];
      Arrays.fill(coefficients, UNSEEN);
      missingBits.put(component, coefficients);
    }
  }

  /** Adds a scan by its header, which stands from {@code body} to {@code end}. */
  void add(byte[] bytes, int body, int end) {
    scans++;
    int count = bytes[body] & 0xFF;
    int parameters = body + 1 + 2 * count;
    boolean whole = !frame.isProgressive() || parameters + 3 > end;
    int first = whole ? 0 : bytes[parameters] & 63;
    int last = whole ? 63 : bytes[parameters + 1] & 63;
    int low = whole ? 0 : bytes[parameters + 2] & 15;
    for (int i = 0; i < count && body + 2 + 2 * i < end; i++) {
      int[] coefficients = missingBits.get((char) (bytes[body + 1 + 2 * i] & 0xFF));
      for (int k = first; coefficients != null && k <= last; k++) {
        coefficients[k] = low;
      }
    }
  }

  boolean isEmpty() {
    return scans == 0;
  }

  /** Whether one scan tells it all, so that it can be decoded row by row. */
  boolean isOne() {
    return scans == 1 && !frame.isProgressive();
  }

  /**
   * Whether nothing that was begun is unfinished; if need be also whether everything was begun,
   * which an encoder need not do.
   */
  boolean isFinished(boolean everything) {
    return missingBits.values().stream()
        .allMatch(
            coefficients ->
                coefficients[0] == 0
                    && Arrays.stream(coefficients)
                        .allMatch(low -> low == 0 || (low == UNSEEN && !everything)));
  }
}
