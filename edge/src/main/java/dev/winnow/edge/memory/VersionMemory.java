package dev.winnow.edge.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.Manifest;
import dev.winnow.core.StrictObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The highest version of each service that a node has run, so that nobody can hand it an older
 * package again, whose certificate may still be valid and whose extractor may tell more.
 */
public final class VersionMemory {
  public static final String NAME = "versions.json";

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  private final StateFile file;

  private VersionMemory(StateFile file) {
    this.file = file;
  }

  /** The memory in the folder of a node's key. */
  public static VersionMemory beside(Path key) {
    return new VersionMemory(
        StateFile.beside(key, NAME, "the versions that it ran", "winnow-versions/1"));
  }

  /**
   * Looks whether a package may run.
   *
   * @throws OutdatedExtractorException if a higher version of its name has run
   * @throws UnusableMemoryException if the file is damaged, is not its owner's only, or cannot be
   *     read
   */
  public void requireNotOutdated(Manifest manifest) {
    requireNotOutdated(manifest, versions());
  }

  /**
   * Remembers that a package runs, unless a higher version has begun to meanwhile.
   *
   * @throws OutdatedExtractorException as {@link #requireNotOutdated}
   * @throws UnusableMemoryException as that, or if the file cannot be written
   */
  public void remember(Manifest manifest) {
    if (highest(manifest, versions()) == version(manifest)) {
      // Nothing is new, and the folder need not be writable.
      return;
    }
    file.locked(
        () -> {
          Map<String, Integer> versions = versions();
          requireNotOutdated(manifest, versions);
          versions.put(manifest.name(), version(manifest));
          ObjectNode json = Json.object();
          ObjectNode services = json.putObject("versions");
          versions.forEach((name, version) -> services.put(name, String.valueOf(version)));
          file.write(json);
          return versions;
        });
  }

  private void requireNotOutdated(Manifest manifest, Map<String, Integer> versions) {
    int highest = highest(manifest, versions);
    if (version(manifest) < highest) {
      throw new OutdatedExtractorException(
          "the extractor %s is of version %s and this node has run version %d, so that somebody may be handing it an old one; fetch version %d or a later one, or, if you mean to go back, take %s out of %s"
              .formatted(
                  manifest.name(),
                  manifest.version(),
                  highest,
                  highest,
                  manifest.name(),
                  file.path()));
    }
  }

  /** What the file says; the map may be changed. */
  private Map<String, Integer> versions() {
    return file.read(VersionMemory::read).orElseGet(TreeMap::new);
  }

  private static Map<String, Integer> read(StrictObject fields) {
    Map<String, Integer> versions = new TreeMap<>();
    fields
        .texts("versions")
        .forEach(
            (name, version) -> {
              if (!VERSION.matcher(version).matches()) {
                throw fields.invalid("versions", "must be positive numbers in digits");
              }
              versions.put(name, Integer.valueOf(version));
            });
    return versions;
  }

  private static int highest(Manifest manifest, Map<String, Integer> versions) {
    return versions.getOrDefault(manifest.name(), 0);
  }

  /** A manifest's version has at most nine digits. */
  private static int version(Manifest manifest) {
    return Integer.parseInt(manifest.version());
  }
}
