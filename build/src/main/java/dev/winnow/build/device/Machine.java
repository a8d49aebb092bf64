package dev.winnow.build.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A computer.
 *
 * @param processor what it calls its processor, or itself; its architecture if it does not say
 * @param cores that Java may use
 * @param architecture as Java calls it, such as {@code amd64} or {@code aarch64}
 * @param os operating system and its version
 * @param java version
 */
public record Machine(String processor, int cores, String architecture, String os, String java) {
  /** This one. */
  public static Machine here() {
    return here(Path.of("/"));
  }

  /**
   * This one.
   *
   * @param root of the file system in which Linux says what it runs on
   */
  static Machine here(Path root) {
    String architecture = System.getProperty("os.arch");
    String processor =
        field(root.resolve("proc/cpuinfo"), "model name")
            // Boards with an ARM processor say what they are here.
            .or(() -> text(root.resolve("proc/device-tree/model")))
            .or(() -> field(root.resolve("proc/cpuinfo"), "CPU part").map(part -> "ARM " + part))
            .orElse(architecture);
    return new Machine(
        processor,
        Runtime.getRuntime().availableProcessors(),
        architecture,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  /** What stands behind a name and a colon in a file of lines; empty if nothing can be read. */
  static Optional<String> field(Path file, String name) {
    return text(file)
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.matches(name + "\\s*:.*"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst());
  }

  /** The text of a file; empty if there is none that can be read. */
  static Optional<String> text(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Optional.of(text.replace("\0", "").strip()).filter(said -> !said.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One line for people. */
  public String text() {
    return "%s, %d cores, %s, %s, Java %s".formatted(processor, cores, architecture, os, java);
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    return Json.object()
        .put("processor", processor)
        .put("cores", cores)
        .put("architecture", architecture)
        .put("os", os)
        .put("java", java);
  }

  static Machine fromJson(StrictObject fields) {
    Machine machine =
        new Machine(
            fields.text("processor"),
            fields.integer("cores"),
            fields.text("architecture"),
            fields.text("os"),
            fields.text("java"));
    fields.end();
    return machine;
  }
}
