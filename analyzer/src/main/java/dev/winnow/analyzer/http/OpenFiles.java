package dev.winnow.analyzer.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections this process can hold, as each takes one of the files it may open. */
public final class OpenFiles {
  /** Files that are opened later: of models, libraries and certificates. */
  private static final int LATER = 64;

  /** What a server holds where the system sets no limit. */
  private static final int WITHOUT_LIMIT = 65_536;

  private static final int LEAST = 8;

  private OpenFiles() {}

  /**
   * The most connections at the same time: what {@code ulimit -n} leaves, and some room besides.
   */
  public static int mostConnections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? mostConnections(system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
        : WITHOUT_LIMIT;
  }

  /**
   * The same for given numbers.
   *
   * @param limit of open files
   * @param open of them now
   */
  static int mostConnections(long limit, long open) {
    if (limit <= 0) {
      return WITHOUT_LIMIT;
    }
    long room = limit - open;
    return (int)
        Math.max(LEAST, Math.min(room - Math.min(room / 2, LATER + room / 10), WITHOUT_LIMIT));
  }
}
