package dev.winnow.app.mask;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** By what {@code winnow audit} judges a mask, and {@code winnow verify} judges it again. */
public final class MaskAuditOptions {
  @Option(
      names = "--judge",
      paramLabel = "FILE",
      description =
          "Of a mask: a face detector (ONNX) that looks for faces before and after; repeatable. One"
              + " that the mask has itself decides nothing.")
  private List<Path> judges = List.of();

  @Option(
      names = "--film",
      paramLabel = "FILE",
      description = "Of a mask: a film that is masked too; repeatable.")
  private List<Path> films = List.of();

  @Option(
      names = "--tagger",
      paramLabel = "FILE",
      description = "Of a mask: a detector of COCO's classes (ONNX) whose tags are compared.")
  private List<Path> taggers = List.of();

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description =
          "Of a mask: what is on the images of --data, as COCO's instances (JSON); repeatable.")
  private List<Path> boxes = List.of();

  @Option(
      names = "--ignore",
      paramLabel = "CLASS",
      defaultValue = "person",
      description =
          "Of a mask: a class whose tags do not count; repeatable (default: ${DEFAULT-VALUE}).")
  private List<String> ignored = List.of();

  /** Detectors that look for faces. */
  public List<Path> judges() {
    return judges;
  }

  /** Films that are masked too. */
  public List<Path> films() {
    return films;
  }

  /**
   * One tagger, or none; with it go files of boxes.
   *
   * @throws IllegalArgumentException if there are more, or one of the two is missing
   */
  List<Path> taggers() {
    if (taggers.size() > 1 || taggers.isEmpty() != boxes.isEmpty()) {
      throw new IllegalArgumentException(
          "--tagger names one detector, and goes with --boxes; give both or none");
    }
    return taggers;
  }

  List<Path> boxes() {
    return boxes;
  }

  Set<String> ignored() {
    return Set.copyOf(ignored);
  }
}
