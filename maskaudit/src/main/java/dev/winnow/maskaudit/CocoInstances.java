package dev.winnow.maskaudit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.detection.Box;
import dev.winnow.detection.LabelledBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is on images, as COCO writes it down (Lin et al. 2014): {@code instances_….json}, of which
 * {@code images}, {@code annotations} with their {@code bbox}, and {@code categories} are read.
 *
 * @param boxes on each image, by the name of its file without folders; the labels are places in a
 *     list of names, and what has a name that is not on it is left out
 */
record CocoInstances(Map<String, List<LabelledBox>> boxes) {
  CocoInstances {
    boxes = Map.copyOf(boxes);
  }

  /** An image as the file describes it. */
  private record Described(String file, int width, int height) {}

  /**
   * Reads one file.
   *
   * @param labels the names that count, in the order of the detector that is judged
   * @throws MalformedBoxesException if it is no such file
   */
  static CocoInstances read(Path file, List<String> labels) {
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      Map<Long, Described> images = new HashMap<>();
      for (JsonNode image : list(file, json, "images")) {
        images.put(
            number(file, image, "id").longValue(),
            new Described(
                name(image.path("file_name").asText()),
                number(file, image, "width").intValue(),
                number(file, image, "height").intValue()));
      }
      Map<Long, Integer> places = new HashMap<>();
      for (JsonNode category : list(file, json, "categories")) {
        places.put(
            number(file, category, "id").longValue(),
            labels.indexOf(category.path("name").asText()));
      }
      return of(file, list(file, json, "annotations"), images, places);
    } catch (IOException e) {
      throw new MalformedBoxesException(file, "it cannot be read as JSON", e);
    }
  }

  /** The images of several files together. */
  CocoInstances with(CocoInstances others) {
    Map<String, List<LabelledBox>> all = new HashMap<>(boxes);
    all.putAll(others.boxes);
    return new CocoInstances(all);
  }

  /** Without objects of some labels. */
  CocoInstances without(Set<Integer> labels) {
    Map<String, List<LabelledBox>> left = new HashMap<>();
    boxes.forEach(
        (image, on) ->
            left.put(image, on.stream().filter(box -> !labels.contains(box.label())).toList()));
    return new CocoInstances(left);
  }

  /** A file's name without its folders. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static CocoInstances of(
      Path file, JsonNode annotations, Map<Long, Described> images, Map<Long, Integer> places) {
    Map<String, List<LabelledBox>> boxes = new HashMap<>();
    images.values().forEach(image -> boxes.put(image.file, new ArrayList<>()));
    Set<Long> unknown = new HashSet<>();
    for (JsonNode annotation : annotations) {
      long id = number(file, annotation, "image_id").longValue();
      Described image = images.get(id);
      int place = places.getOrDefault(number(file, annotation, "category_id").longValue(), -1);
      JsonNode box = annotation.path("bbox");
      if (image == null || box.size() != 4) {
        unknown.add(id);
      } else if (place >= 0) {
        boxes
            .getOrDefault(image.file, new ArrayList<>())
            .add(
                new LabelledBox(
                    Box.ofPixels(
                        box.get(0).asDouble(),
                        box.get(1).asDouble(),
                        box.get(2).asDouble(),
                        box.get(3).asDouble(),
                        image.width,
                        image.height),
                    place,
                    annotation.path("iscrowd").asInt() == 1));
      }
    }
    if (!unknown.isEmpty()) {
      throw new MalformedBoxesException(
          file, "%d annotations have no box or no image".formatted(unknown.size()));
    }
    return new CocoInstances(boxes);
  }

  private static JsonNode list(Path file, JsonNode json, String name) {
    JsonNode list = json.path(name);
    if (!list.isArray()) {
      throw new MalformedBoxesException(file, "it has no list \"%s\"".formatted(name));
    }
    return list;
  }

  private static Number number(Path file, JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw new MalformedBoxesException(file, "an entry has no number \"%s\"".formatted(name));
    }
    return value.numberValue();
  }
}
