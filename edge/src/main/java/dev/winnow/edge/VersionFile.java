package dev.winnow.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Fields;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.OwnerOnly;
import dev.winnow.core.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The file of a {@link VersionMemory}: the version of each service, for its owner only. */
record VersionFile(Path path) {
  private static final String FORMAT = "winnow-versions/1";
  private static final int LIMIT = 4 << 20;
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /** What it says; nothing if there is no such file. The map may be changed. */
  Map<String, Integer> read() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return new TreeMap<>();
    }
    try (InputStream in = Files.newInputStream(path)) {
      requireOwnerOnly();
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw unusable("it is larger than %d bytes".formatted(LIMIT));
      }
      return versions(Json.readObject(VersionMemory.NAME, bytes));
    } catch (MalformedJsonException e) {
      throw unusable("it is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable("it cannot be read (" + e.getMessage() + ")", e);
    }
  }

  void write(Map<String, Integer> versions) throws IOException {
    ObjectNode json = Json.object().put("format", FORMAT);
    ObjectNode services = json.putObject("versions");
    versions.forEach((name, version) -> services.put(name, String.valueOf(version)));
    byte[] bytes = Json.pretty(json).getBytes(StandardCharsets.UTF_8);
    WholeFile.writeOwnerOnly(path, out -> out.write(bytes));
  }

  void makeFolder() throws IOException {
    Path folder = path.resolveSibling("").normalize();
    Files.createDirectories(folder, OwnerOnly.folder(folder));
  }

  UnusableMemoryException unusable(String why) {
    return new UnusableMemoryException(sentence(why));
  }

  UnusableMemoryException unusable(String why, Throwable cause) {
    return new UnusableMemoryException(sentence(why), cause);
  }

  private String sentence(String why) {
    return "this node's memory of the versions that it ran, %s, cannot be used: %s; mend it, or remove it to have the node forget them"
        .formatted(path, why);
  }

  /** Whoever may write it can have a node forget, as whoever has its secret can undo the noise. */
  private void requireOwnerOnly() throws IOException {
    Optional<String> permissions = OwnerOnly.violation(path);
    if (permissions.isPresent()) {
      throw unusable(
          "others than its owner may use it (%s), which chmod 600 mends"
              .formatted(permissions.get()));
    }
  }

  private static Map<String, Integer> versions(Fields fields) {
    if (!fields.text("format").equals(FORMAT)) {
      throw fields.invalid("format", "must be " + FORMAT);
    }
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
    fields.end();
    return versions;
  }
}
