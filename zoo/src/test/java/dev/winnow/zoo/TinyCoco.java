package dev.winnow.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.detection.Box;
import dev.winnow.detection.Detector;
import dev.winnow.detection.JudgedImage;
import dev.winnow.detection.LabelledBox;
import dev.winnow.image.Image;
import dev.winnow.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Photographs of COCO with the objects on them. */
final class TinyCoco {
  private TinyCoco() {}

  /** What is on each photograph of a part, and what a detector finds. */
  static List<JudgedImage> judged(Path folder, String part, Detector detector) throws IOException {
    JsonNode all =
        new ObjectMapper()
            .readTree(folder.resolve("annotations/instances_" + part + ".json").toFile());
    // COCO's numbers of classes have gaps; networks count without.
    List<Integer> numbers =
        StreamSupport.stream(all.get("categories").spliterator(), false)
            .map(category -> category.get("id").intValue())
            .sorted()
            .toList();
    List<JudgedImage> judged = new ArrayList<>();
    for (JsonNode photograph : all.get("images")) {
      Path file = folder.resolve(part).resolve(photograph.get("file_name").textValue());
      Image image = ImageDecoder.read(file);
      List<LabelledBox> truth = new ArrayList<>();
      for (JsonNode object : all.get("annotations")) {
        if (object.get("image_id").equals(photograph.get("id"))) {
          int label = numbers.indexOf(object.get("category_id").intValue());
          boolean crowd = object.get("iscrowd").intValue() == 1;
          truth.add(new LabelledBox(box(object.get("bbox"), image), label, crowd));
        }
      }
      judged.add(new JudgedImage(truth, detector.detect(image)));
    }
    return judged;
  }

  private static Box box(JsonNode bbox, Image image) {
    return Box.ofPixels(
        bbox.get(0).doubleValue(),
        bbox.get(1).doubleValue(),
        bbox.get(2).doubleValue(),
        bbox.get(3).doubleValue(),
        image.width(),
        image.height());
  }
}
