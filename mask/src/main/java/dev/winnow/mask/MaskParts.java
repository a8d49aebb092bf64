package dev.winnow.mask;

import dev.winnow.core.Digest;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.Loader;

/**
 * Detectors gathered for a mask, each as a user names it: the file of an ONNX network, or {@code
 * cascade:face}, {@code cascade:profile} and {@code cascade:plate}, which OpenCV brings along; and
 * behind it, with commas between them, {@code threshold=}, {@code sure=}, {@code overlap=}, {@code
 * tiles=}, {@code turned=}, {@code mask=}, the labels that are masked with {@code +} between them,
 * and {@code part=head} for the heads alone of the persons that it finds.
 */
public final class MaskParts {
  private static final Map<String, String> CASCADES =
      Map.of(
          "cascade:face", "haarcascade_frontalface_alt2.xml",
          "cascade:profile", "haarcascade_profileface.xml",
          "cascade:plate", "haarcascade_russian_plate_number.xml");

  private static final Set<String> NAMES =
      Set.of("threshold", "sure", "overlap", "tiles", "turned", "mask", "part");

  private final List<MaskDetector> detectors = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** None yet. */
  public MaskParts() {}

  /** With these settings, a mask. */
  public MaskPackage with(MaskSettings settings) {
    return new MaskPackage(settings, detectors, files);
  }

  /**
   * Adds a detector.
   *
   * @param described as a user names it
   * @throws IllegalArgumentException if that is not of its form
   * @throws dev.winnow.core.WinnowException if the file is no detector that is known
   */
  public void add(String described) {
    String[] words = described.split(",", -1);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      String name = word.substring(0, Math.max(0, word.indexOf('=')));
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "a detector has the settings %s, not \"%s\"".formatted(new TreeSet<>(NAMES), word));
      }
      settings.put(name, word.substring(name.length() + 1));
    }
    if (CASCADES.containsKey(words[0])) {
      addCascade(words[0], settings);
    } else {
      addNetwork(Path.of(words[0]), settings);
    }
  }

  private void addNetwork(Path file, Map<String, String> settings) {
    Network network = Network.read(file);
    DetectorSpec usual = DetectorSpec.of(network);
    List<String> labels = usual.labels();
    if (settings.containsKey("mask")) {
      Set<String> masked =
          Set.copyOf(Arrays.asList(settings.getOrDefault("mask", "").split("\\+", -1)));
      requireAmong(labels, masked);
      labels = labels.stream().map(label -> masked.contains(label) ? label : "-" + label).toList();
    } else if (labels.size() > 1) {
      throw new IllegalArgumentException(
          "%s finds %d kinds of things; say which are masked, such as mask=person+car"
              .formatted(file, labels.size()));
    }
    add(
        "detector-%d.onnx",
        network.toBytes(),
        usual.family().word(),
        scores(settings, usual.threshold() / 2, usual.threshold(), usual.overlap()),
        new MaskDetector.Views(
            Integer.parseInt(settings.getOrDefault("tiles", "1")),
            isTurned(settings),
            MaskDetector.part(settings.getOrDefault("part", "all"))),
        labels);
  }

  private void addCascade(String name, Map<String, String> settings) {
    if (settings.keySet().stream().anyMatch(Set.of("mask", "tiles", "part")::contains)) {
      throw new IllegalArgumentException(
          "%s finds one kind of thing, on whole images; leave mask=, tiles= and part= away"
              .formatted(name));
    }
    add(
        "detector-%d.xml",
        cascade(CASCADES.getOrDefault(name, "")),
        MaskDetector.CASCADE,
        scores(settings, 0.1, 0.3, 0.3),
        new MaskDetector.Views(1, isTurned(settings), MaskDetector.Part.ALL),
        List.of(name.endsWith("plate") ? "plate" : "face"));
  }

  private void add(
      String name,
      byte[] content,
      String family,
      MaskDetector.Scores scores,
      MaskDetector.Views views,
      List<String> labels) {
    String file = name.formatted(detectors.size() + 1);
    files.put(file, content);
    detectors.add(new MaskDetector(file, Digest.of(content), family, scores, views, labels));
  }

  private static MaskDetector.Scores scores(
      Map<String, String> settings, double threshold, double sure, double overlap) {
    double least = number(settings, "threshold", threshold);
    return new MaskDetector.Scores(
        least,
        Math.max(least, number(settings, "sure", sure)),
        number(settings, "overlap", overlap));
  }

  private static boolean isTurned(Map<String, String> settings) {
    String word = settings.getOrDefault("turned", "no");
    if (!Set.of("yes", "no").contains(word)) {
      throw new IllegalArgumentException("turned= is yes or no, not \"" + word + "\"");
    }
    return word.equals("yes");
  }

  private static double number(Map<String, String> settings, String name, double otherwise) {
    return Double.parseDouble(settings.getOrDefault(name, String.valueOf(otherwise)));
  }

  private static void requireAmong(List<String> labels, Set<String> masked) {
    Set<String> unknown = new TreeSet<>(masked);
    labels.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the detector does not find %s; it finds %s".formatted(unknown, labels));
    }
  }

  /** OpenCV's artifact for this platform carries the files. */
  private static byte[] cascade(String file) {
    String resource =
        "/org/bytedeco/opencv/%s/share/opencv4/haarcascades/%s"
            .formatted(Loader.getPlatform(), file);
    try (InputStream in = MaskParts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "OpenCV for %s is not on the class path".formatted(Loader.getPlatform()));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read OpenCV's " + file, e);
    }
  }
}
