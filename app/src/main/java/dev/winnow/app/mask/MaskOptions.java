package dev.winnow.app.mask;

import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.UnknownDetectorException;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How a mask covers what its detectors find; in words, which the module {@code mask} reads. */
public final class MaskOptions {
  /** The options of a build that mean something for a filter, besides those of its mask. */
  private static final Set<String> FITTING =
      Set.of(
          "--filter",
          "--detector",
          "--largest",
          "--model",
          "--model-version",
          "--name",
          "--out",
          "--pixels",
          "--json");

  @Option(
      names = "--filter",
      paramLabel = "METHOD",
      description =
          "Build a capture filter in place of cutting a network: mask or voice. For a mask --model is"
              + " the detector by which the analyzer tags what is let pass.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--detector",
      paramLabel = "DETECTOR",
      description =
          "Of a mask, what finds that which is masked: an ONNX file, cascade:face, cascade:profile or"
              + " cascade:plate; and behind it, with commas, threshold=, sure=, overlap=, tiles=,"
              + " turned=, mask=LABEL+LABEL and part=head; repeatable (default: the heads of the"
              + " persons that --model finds, or cascade:face and cascade:profile if it finds none).")
  private List<String> detectors = List.of();

  @Option(
      names = "--mask-shape",
      paramLabel = "SHAPE",
      description = "Of a mask: ellipse (default) or box.")
  private Optional<String> shape = Optional.empty();

  @Option(
      names = "--mask-fill",
      paramLabel = "FILL",
      description = "Of a mask: solid (default), or pixelate or blur, which can be reversed.")
  private Optional<String> fill = Optional.empty();

  @Option(
      names = "--mask-margin",
      paramLabel = "SHARE",
      description = "Of a mask: added to each side of what is found (default: 0.3).")
  private Optional<String> margin = Optional.empty();

  @Option(
      names = "--mask-linger",
      paramLabel = "MS",
      description = "Of a mask: how long it stays after the last detection (default: 1000).")
  private Optional<String> linger = Optional.empty();

  @Option(
      names = "--mask-look-ahead",
      paramLabel = "MS",
      description =
          "Of a mask: how long frames are held back, so that it reaches back to before the first"
              + " detection; delays what leaves (default: 500).")
  private Optional<String> lookAhead = Optional.empty();

  @Option(
      names = "--mask-interval",
      paramLabel = "MS",
      description = "Of a mask: how long after one look the detectors look again (default: 60).")
  private Optional<String> interval = Optional.empty();

  @Option(
      names = "--mask-always",
      paramLabel = "L,T,W,H",
      split = ";",
      description =
          "Of a mask: a region that is always masked, in shares of the frame; repeatable.")
  private List<String> always = List.of();

  @Option(
      names = "--mask-never",
      paramLabel = "L,T,W,H",
      split = ";",
      description = "Of a mask: a region in which nothing is masked; repeatable.")
  private List<String> never = List.of();

  @Option(
      names = "--largest",
      paramLabel = "WxH",
      defaultValue = "1280x960",
      description = "Of a filter of images: the largest frame that leaves (default: 1280x960).")
  private String largest = "1280x960";

  @Option(
      names = "--pixels",
      description =
          "Of a filter of images: what leaves is the input of --model itself, a tensor of pixels as"
              + " its card says, in place of a JPEG, so that any server of ONNX networks, such as"
              + " Triton, can answer. The network must make n x 6 numbers (left, top, width, height,"
              + " score, class; in shares of its input) or one probability for each label.")
  private boolean pixels;

  /** Whether an option of a build means something for a filter. */
  public static boolean fits(String option) {
    return FITTING.contains(option) || option.startsWith("--mask-");
  }

  /** The filter's method, if one is asked for. */
  public Optional<String> method() {
    return method;
  }

  /**
   * The detectors, as the user named them, or else those that need nothing more.
   *
   * @param tagger by which the analyzer answers
   */
  List<String> detectors(Path tagger, Network network) {
    if (!detectors.isEmpty()) {
      return detectors;
    }
    return findsPersons(network)
        ? List.of(tagger + ",mask=person,part=head")
        : List.of("cascade:face", "cascade:profile");
  }

  private static boolean findsPersons(Network network) {
    try {
      return DetectorSpec.of(network).labels().contains("person");
    } catch (UnknownDetectorException e) {
      // With --pixels it need not be a detector that is known here.
      return false;
    }
  }

  /** The settings that the user gave, by the names that manifests have for them. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    shape.ifPresent(word -> settings.put("shape", word));
    fill.ifPresent(word -> settings.put("fill", word));
    margin.ifPresent(word -> settings.put("margin", word));
    linger.ifPresent(word -> settings.put("linger-ms", word));
    lookAhead.ifPresent(word -> settings.put("look-ahead-ms", word));
    interval.ifPresent(word -> settings.put("interval-ms", word));
    settings.put("always", String.join(";", always));
    settings.put("never", String.join(";", never));
    return settings;
  }

  /** Whether pixels leave, for the network itself. */
  boolean pixels() {
    return pixels;
  }

  /**
   * Width and height of the largest frame that leaves.
   *
   * @throws IllegalArgumentException if they are not written as such
   */
  int[] largest() {
    String[] extents = largest.split("x", -1);
    try {
      if (extents.length == 2) {
        int[] read = {Integer.parseInt(extents[0]), Integer.parseInt(extents[1])};
        if (read[0] > 0 && read[1] > 0) {
          return read;
        }
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--largest is a width and a height in pixels such as 1280x960, not " + largest);
  }
}
