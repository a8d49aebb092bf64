package dev.winnow.data;

import java.util.Locale;
import java.util.Set;

/** Files and folders that systems leave beside people's own, and that nobody means. */
public final class Leftovers {
  /** Of Synology, QNAP, macOS, Windows, ext4, and previews of several programs. */
  private static final Set<String> NAMES =
      Set.of(
          "@eadir",
          "#recycle",
          "@recycle",
          "@tmp",
          "@__thumb",
          "__macosx",
          "$recycle.bin",
          "system volume information",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "icon\r");

  private Leftovers() {}

  /** Whether a name is of these, or begins with a dot, as what is hidden does. */
  public static boolean include(String name) {
    return name.startsWith(".") || NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
