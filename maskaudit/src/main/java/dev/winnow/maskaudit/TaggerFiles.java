package dev.winnow.maskaudit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * With what tags before and after the mask are compared.
 *
 * @param network a detector of COCO's classes, ONNX
 * @param boxes what is on the images, in the form of COCO's instances; at least one file
 * @param ignored names of classes that do not count, such as {@code person}: hiding them is what a
 *     mask is for
 */
public record TaggerFiles(Path network, List<Path> boxes, Set<String> ignored) {
  public TaggerFiles {
    boxes = List.copyOf(boxes);
    ignored = Set.copyOf(ignored);
  }
}
