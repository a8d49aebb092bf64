package dev.winnow.tagger;

import dev.winnow.analyzer.MalformedRepositoryException;
import dev.winnow.analyzer.ModelFiles;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code config.pbtxt} says of a tagger in its parameters: {@code task}, which is {@code
 * detection} or {@code classification}, and of a detector {@code family}, {@code threshold}, {@code
 * overlap} and {@code tiles}. What is not said is as is usual with the network; a parameter of
 * another name is refused.
 */
final class TaggerParameters {
  static final String DETECTION = "detection";
  static final String CLASSIFICATION = "classification";

  private static final String TASK = "task";
  private static final String FAMILY = "family";
  private static final String THRESHOLD = "threshold";
  private static final String OVERLAP = "overlap";
  private static final String TILES = "tiles";
  private static final List<String> OF_DETECTORS = List.of(FAMILY, THRESHOLD, OVERLAP, TILES);

  private final ModelFiles files;

  TaggerParameters(ModelFiles files) {
    this.files = files;
  }

  /** The parameters that say how a detector is used. */
  static Map<String, String> of(DetectorSpec spec) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(TASK, DETECTION);
    parameters.put(FAMILY, spec.family().word());
    parameters.put(THRESHOLD, String.valueOf(spec.threshold()));
    parameters.put(OVERLAP, String.valueOf(spec.overlap()));
    parameters.put(TILES, String.valueOf(spec.tiles()));
    return parameters;
  }

  /** The parameters of a classifier. */
  static Map<String, String> ofClassifier() {
    return Map.of(TASK, CLASSIFICATION);
  }

  /**
   * Whether a classifier is asked for, and not a detector.
   *
   * @throws MalformedRepositoryException if the task is another, or a parameter is unknown
   */
  boolean isClassifier() {
    String task = files.parameters().getOrDefault(TASK, DETECTION);
    if (!List.of(DETECTION, CLASSIFICATION).contains(task)) {
      throw invalid(TASK, "must be " + DETECTION + " or " + CLASSIFICATION);
    }
    boolean classifier = task.equals(CLASSIFICATION);
    for (String name : new TreeMap<>(files.parameters()).keySet()) {
      if (!name.equals(TASK) && (classifier || !OF_DETECTORS.contains(name))) {
        throw files.malformed(
            "has the parameter \"%s\" in config.pbtxt, which a tagger does not know for %s; it knows %s%s"
                .formatted(
                    name, task, TASK, classifier ? "" : ", " + String.join(", ", OF_DETECTORS)));
      }
    }
    return classifier;
  }

  /**
   * How the detector is used.
   *
   * @throws MalformedRepositoryException if a parameter is not of its form or out of its range
   */
  DetectorSpec detector(Network network) {
    DetectorSpec usual = DetectorSpec.of(network);
    double tiles = number(TILES, usual.tiles());
    if (tiles != Math.rint(tiles)) {
      throw invalid(TILES, "must be a whole number");
    }
    try {
      return new DetectorSpec(
          family(usual.family()),
          number(THRESHOLD, usual.threshold()),
          number(OVERLAP, usual.overlap()),
          files.labels().getOrDefault(TaggerRepository.OBJECTS, usual.labels()),
          (int) tiles);
    } catch (IllegalArgumentException e) {
      throw files.malformed("has a parameter out of its range in config.pbtxt: " + e.getMessage());
    }
  }

  private DetectorFamily family(DetectorFamily usual) {
    String word = files.parameters().get(FAMILY);
    if (word == null) {
      return usual;
    }
    return DetectorFamily.ofWord(word)
        .orElseThrow(
            () ->
                invalid(
                    FAMILY,
                    "must be one of "
                        + String.join(
                            ", ",
                            Arrays.stream(DetectorFamily.values())
                                .map(DetectorFamily::word)
                                .toList())));
  }

  private double number(String name, double usual) {
    String value = files.parameters().get(name);
    try {
      return value == null ? usual : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw invalid(name, "must be a number");
    }
  }

  private MalformedRepositoryException invalid(String name, String rule) {
    return files.malformed(
        "has the parameter %s \"%s\" in config.pbtxt, which %s"
            .formatted(name, files.parameters().get(name), rule));
  }
}
