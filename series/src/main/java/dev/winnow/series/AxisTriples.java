package dev.winnow.series;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which channels are the three axes of one sensor: those whose names differ in {@code x}, {@code y}
 * and {@code z} alone, as {@code x_acc}, {@code y_acc}, {@code z_acc} or {@code gyroX}, {@code
 * gyroY}, {@code gyroZ} do.
 */
final class AxisTriples {
  /** An x that is a word of its own, by underscores, dots, or letters of another size. */
  private static final Pattern X =
      Pattern.compile("(?<![A-Za-z])[xX](?![A-Za-z])|(?<=[a-z])X(?![a-z])|(?<![A-Za-z])x(?=[A-Z])");

  private AxisTriples() {}

  /** The numbers of the channels of each, in the order x, y, z. */
  static List<int[]> of(List<String> channels) {
    List<int[]> triples = new ArrayList<>();
    for (int x = 0; x < channels.size(); x++) {
      String name = channels.get(x);
      int axis = x;
      X.matcher(name)
          .results()
          .forEach(
              found -> {
                int y = channels.indexOf(turned(name, found.start(), 1));
                int z = channels.indexOf(turned(name, found.start(), 2));
                if (y >= 0 && z >= 0) {
                  triples.add(new int[] {axis, y, z});
                }
              });
    }
    return triples;
  }

  private static String turned(String name, int at, int letters) {
    return name.substring(0, at) + (char) (name.charAt(at) + letters) + name.substring(at + 1);
  }
}
