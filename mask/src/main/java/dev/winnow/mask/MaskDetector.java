package dev.winnow.mask;

import dev.winnow.core.CaptureFilter;
import dev.winnow.core.Digest;
import dev.winnow.core.EnumJson;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.detection.TurnedDetector;
import dev.winnow.onnx.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A detector of a mask, as a part of its package.
 *
 * @param file its name in the package: {@code NAME.onnx}, or {@code NAME.xml} of a cascade
 * @param digest of its bytes
 * @param family how its outputs are read, in lower case; {@code cascade} for OpenCV's
 * @param scores from which it is believed
 * @param views what of a frame it looks at
 * @param labels what it finds, in the order of its classes; what begins with {@code -} is not
 *     masked
 */
public record MaskDetector(
    String file, Digest digest, String family, Scores scores, Views views, List<String> labels) {
  /** The family of OpenCV's cascades. */
  public static final String CASCADE = "cascade";

  private static final Set<String> NAMES =
      Set.of("family", "threshold", "sure", "overlap", "tiles", "turned", "part", "labels");

  /**
   * What of a frame a detector looks at, and what counts of that which it finds.
   *
   * @param tiles so many across a frame besides all of it, up to 8; 1 for none
   * @param isTurned whether also lying on either side and upside down
   * @param part that counts
   */
  public record Views(int tiles, boolean isTurned, Part part) {
    /** A whole frame, upright, and all that is found. */
    public static final Views WHOLE = new Views(1, false, Part.ALL);

    /**
     * @throws IllegalArgumentException if the number is not from 1 to 8
     */
    public Views {
      if (tiles < 1 || tiles > 8) {
        throw new IllegalArgumentException("a detector looks at 1 to 8 tiles, not " + tiles);
      }
    }
  }

  /** What counts of a box in which a detector found something. */
  public enum Part {
    /** The whole box. */
    ALL,
    /** Of a person, where the head is. */
    HEAD
  }

  /**
   * From which scores a detector is believed.
   *
   * @param threshold below which a detection does not count; above it and below {@code sure} it
   *     keeps a mask of a film in its place
   * @param sure from which it is masked by itself
   * @param overlap of two boxes, intersection over union, from which they are one detection
   */
  public record Scores(double threshold, double sure, double overlap) {
    /**
     * @throws IllegalArgumentException if a number is not from 0 to 1, or they are in no order
     */
    public Scores {
      if (!(threshold >= 0 && threshold <= sure && sure <= 1 && overlap > 0 && overlap <= 1)) {
        throw new IllegalArgumentException(
            "scores must be from 0 to 1, and threshold at most sure: %s, %s, %s"
                .formatted(threshold, sure, overlap));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if there is no label
   */
  public MaskDetector {
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a detector has a label at least");
    }
  }

  /** This as the manifest has it. */
  CaptureFilter.Part part() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("family", family);
    settings.put("threshold", String.valueOf(scores.threshold));
    settings.put("sure", String.valueOf(scores.sure));
    settings.put("overlap", String.valueOf(scores.overlap));
    settings.put("tiles", String.valueOf(views.tiles));
    settings.put("turned", String.valueOf(views.isTurned));
    settings.put("part", EnumJson.word(views.part));
    settings.put("labels", String.join(",", labels));
    return new CaptureFilter.Part(file, digest, settings);
  }

  /**
   * Reads what a manifest says of a part.
   *
   * @throws UnsupportedPackageException if it is not understood
   */
  static MaskDetector of(CaptureFilter.Part part) {
    Map<String, String> words = new TreeMap<>(part.settings());
    // Packages of before heads could be told apart say nothing of it.
    words.putIfAbsent("part", EnumJson.word(Part.ALL));
    if (!words.keySet().equals(NAMES)) {
      throw new UnsupportedPackageException(
          "the detector %s has the settings %s and must have %s"
              .formatted(
                  part.name(), new TreeSet<>(part.settings().keySet()), new TreeSet<>(NAMES)));
    }
    try {
      return new MaskDetector(
          part.name(),
          part.digest(),
          words.getOrDefault("family", ""),
          new Scores(
              Double.parseDouble(words.getOrDefault("threshold", "")),
              Double.parseDouble(words.getOrDefault("sure", "")),
              Double.parseDouble(words.getOrDefault("overlap", ""))),
          new Views(
              Integer.parseInt(words.getOrDefault("tiles", "")),
              isTrue(words.getOrDefault("turned", "")),
              part(words.getOrDefault("part", ""))),
          Arrays.asList(words.getOrDefault("labels", "").split(",", -1)));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedPackageException(
          "the settings of the detector %s are not understood: %s"
              .formatted(part.name(), e.getMessage()));
    }
  }

  /**
   * Makes it ready; whoever opens it closes it.
   *
   * @param content of its file; nobody changes it
   * @param threads that compute one look
   * @throws UnsupportedPackageException if its file cannot be read as its family
   */
  Detector open(byte[] content, int threads) {
    Detector read =
        family.equals(CASCADE)
            ? CascadeDetector.open(file, content, labels.get(0))
            : OnnxDetector.open(Network.parse(file, content), spec(), threads);
    Detector counting = views.part == Part.HEAD ? new HeadDetector(read) : read;
    return new MaskedLabels(views.isTurned ? TurnedDetector.of(counting) : counting, this);
  }

  private static boolean isTrue(String word) {
    if (!word.equals("true") && !word.equals("false")) {
      throw new IllegalArgumentException("turned must be true or false, not \"" + word + "\"");
    }
    return word.equals("true");
  }

  /**
   * A part of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Part part(String word) {
    return Arrays.stream(Part.values())
        .filter(part -> EnumJson.word(part).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("part is all or head, not \"" + word + "\""));
  }

  private DetectorSpec spec() {
    return new DetectorSpec(
        DetectorFamily.ofWord(family)
            .orElseThrow(
                () ->
                    new UnsupportedPackageException(
                        "the detector %s is of the family %s, which is not known here"
                            .formatted(file, family))),
        scores.threshold,
        scores.overlap,
        labels.stream().map(MaskDetector::bare).toList(),
        views.tiles);
  }

  /** Whether what the detector calls so is masked. */
  boolean isMasked(int label) {
    return !labels.get(label).startsWith("-");
  }

  private static String bare(String label) {
    return label.startsWith("-") ? label.substring(1) : label;
  }
}
