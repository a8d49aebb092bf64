package dev.winnow.detection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names of what detectors find where their cards do not say. */
final class Labels {
  static final List<String> FACE = List.of("face");
  static final List<String> TEXT = List.of("text");

  /** The 80 classes of COCO's detection task, in the order that networks number them. */
  static final List<String> COCO = read("coco.txt");

  private Labels() {}

  private static List<String> read(String resource) {
    try (InputStream in = Labels.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is part of this module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
