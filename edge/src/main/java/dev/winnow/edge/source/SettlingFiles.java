package dev.winnow.edge.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files that may still be written: each is whole once its size and its time have not changed for a
 * moment. For one thread.
 */
final class SettlingFiles {
  private final Duration quiet;
  private final Map<String, Pending> pending = new TreeMap<>();

  /**
   * How a file looks.
   *
   * @param bytes of the file
   * @param modified when it was last written, as its file system says
   */
  record Stamp(long bytes, Instant modified) {}

  private record Pending(Stamp stamp, Instant since) {}

  /**
   * @param quiet how long a file must not have changed
   */
  SettlingFiles(Duration quiet) {
    this.quiet = quiet;
  }

  /**
   * Looks at a file. An empty one is still to be written.
   *
   * @param isWhole whether it is known to be whole, as what was renamed is
   */
  void look(String file, Stamp stamp, Instant now, boolean isWhole) {
    Pending before = pending.get(file);
    if (isWhole) {
      pending.put(file, new Pending(stamp, now.minus(quiet)));
    } else if (stamp.bytes == 0) {
      pending.remove(file);
    } else if (before == null || !before.stamp.equals(stamp)) {
      pending.put(file, new Pending(stamp, now));
    }
  }

  /** How long a file must not have changed. */
  Duration quiet() {
    return quiet;
  }

  /** Forgets a file that is gone. */
  void forget(String file) {
    pending.remove(file);
  }

  /** The files that are whole, in order of their names; they stay until they are forgotten. */
  List<String> whole(Instant now) {
    List<String> whole = new ArrayList<>();
    pending.forEach(
        (file, seen) -> {
          if (!seen.since.plus(quiet).isAfter(now)) {
            whole.add(file);
          }
        });
    return whole;
  }

  /** How a file that settles was seen last. */
  Optional<Stamp> stamp(String file) {
    return Optional.ofNullable(pending.get(file)).map(Pending::stamp);
  }

  /** When the next file may be whole; empty if none settles. */
  Optional<Instant> next() {
    return pending.values().stream().map(seen -> seen.since.plus(quiet)).min(Instant::compareTo);
  }
}
