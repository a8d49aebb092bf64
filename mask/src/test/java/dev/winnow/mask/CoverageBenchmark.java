package dev.winnow.mask;

import dev.winnow.core.Digest;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorFamily;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import dev.winnow.video.FrameSource;
import dev.winnow.video.VideoFrame;
import dev.winnow.video.VideoInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of the faces that judges find on films and stills a mask covers, beside detecting and
 * filling frame by frame. Prints a table; arguments: judges with commas between them, the mask's
 * detectors as {@code file:threshold:sure:tiles}, then films and images.
 */
final class CoverageBenchmark {
  private static final double SURE_JUDGE = 0.8;

  private CoverageBenchmark() {}

  /** A face that a judge found, and when. */
  private record Found(Duration time, Box box) {}

  public static void main(String[] arguments) throws IOException {
    List<Path> judges = Arrays.stream(arguments[0].split(",", -1)).map(Path::of).toList();
    Map<String, MaskSettings> ways = ways();
    Map<String, long[]> covered = new LinkedHashMap<>();
    long faces = 0;
    for (int i = 2; i < arguments.length; i++) {
      List<VideoFrame> frames = frames(arguments[i]);
      List<Found> found = judged(judges, frames);
      faces += found.size();
      StringBuilder line = new StringBuilder();
      for (Map.Entry<String, MaskSettings> way : ways.entrySet()) {
        long bare = bare(masked(arguments[1], way.getValue(), frames), found);
        covered.computeIfAbsent(way.getKey(), name -> new long[1])[0] += bare;
        line.append("  %s %d".formatted(way.getKey(), bare));
      }
      System.out.printf(
          "%-60s %5d frames %6d faces; bare:%s%n",
          arguments[i].substring(arguments[i].lastIndexOf('/') + 1),
          frames.size(),
          found.size(),
          line);
    }
    for (Map.Entry<String, long[]> way : covered.entrySet()) {
      System.out.printf(
          "%-14s covers %.3f %% of %,d faces%n",
          way.getKey(), 100.0 * (faces - way.getValue()[0]) / faces, faces);
    }
  }

  /** From what frame-by-frame tools do to all that the mask does, one step each. */
  private static Map<String, MaskSettings> ways() {
    MaskSettings whole = MaskSettings.withDefaults();
    MaskSettings.Persistence all = whole.persistence();
    Map<String, MaskSettings> ways = new LinkedHashMap<>();
    ways.put(
        "per-frame",
        whole.with(new MaskSettings.Persistence(Duration.ZERO, 0, Duration.ZERO, Duration.ZERO)));
    ways.put(
        "lingering",
        whole.with(
            new MaskSettings.Persistence(
                all.linger(), all.growth(), Duration.ZERO, all.interval())));
    ways.put("default", whole);
    return ways;
  }

  private static List<VideoFrame> frames(String file) {
    List<VideoFrame> frames = new ArrayList<>();
    try (FrameSource source = VideoInput.open(file)) {
      for (Optional<VideoFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
        frames.add(frame.get());
      }
    }
    return frames;
  }

  private static List<Found> judged(List<Path> judges, List<VideoFrame> frames) {
    List<Found> found = new ArrayList<>();
    for (Path judge : judges) {
      Network network = Network.read(judge);
      DetectorSpec spec = DetectorSpec.of(network).withThreshold(SURE_JUDGE);
      try (Detector detector = OnnxDetector.open(network, spec, 2)) {
        for (VideoFrame frame : frames) {
          for (DetectedObject object : detector.detect(frame.image())) {
            found.add(new Found(frame.time(), object.box()));
          }
        }
      }
    }
    return found;
  }

  private static Map<Duration, MaskedFrame> masked(
      String detectors, MaskSettings settings, List<VideoFrame> frames) throws IOException {
    MaskPackage mask = mask(detectors, settings);
    Map<Duration, MaskedFrame> masked = new LinkedHashMap<>();
    if (frames.size() == 1) {
      try (StillMasker masker =
          new StillMasker(
              new DetectorGuard(mask.open(2), MaskedLabels.SURE, Duration.ofMinutes(1)),
              settings)) {
        MaskedFrame still = masker.mask(frames.get(0).image());
        masked.put(frames.get(0).time(), still);
        return masked;
      }
    }
    try (FrameMasker masker = FrameMasker.open(mask, 2)) {
      for (VideoFrame frame : frames) {
        masker.add(frame).forEach(done -> masked.put(done.time(), done));
      }
      masker.flush().forEach(done -> masked.put(done.time(), done));
    }
    return masked;
  }

  private static MaskPackage mask(String detectors, MaskSettings settings) throws IOException {
    List<MaskDetector> parts = new ArrayList<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String each : detectors.split(",", -1)) {
      String[] words = each.split(":", -1);
      byte[] content = Files.readAllBytes(Path.of(words[0]));
      String name = "d" + parts.size() + (words[0].endsWith(".xml") ? ".xml" : ".onnx");
      String family =
          words[0].endsWith(".xml")
              ? MaskDetector.CASCADE
              : DetectorFamily.of(Network.read(Path.of(words[0])))
                  .name()
                  .toLowerCase(java.util.Locale.ROOT);
      files.put(name, content);
      parts.add(
          new MaskDetector(
              name,
              Digest.of(content),
              family,
              new MaskDetector.Scores(
                  Double.parseDouble(words[1]), Double.parseDouble(words[2]), 0.3),
              Integer.parseInt(words[3]),
              List.of("face")));
    }
    return new MaskPackage(settings, parts, files);
  }

  /** A face is bare if a tenth of the ellipse within its box, or more, is to be seen. */
  private static long bare(Map<Duration, MaskedFrame> masked, List<Found> found) {
    return found.stream()
        .filter(face -> seen(masked.get(face.time()).image(), face.box()) > 0.1)
        .count();
  }

  private static double seen(Image image, Box box) {
    MaskOutline face =
        new MaskOutline(MaskSettings.Shape.ELLIPSE, box, image.width(), image.height());
    long pixels = 0;
    long bare = 0;
    for (int y = face.firstRow(); y < face.endRow(); y++) {
      for (int x = face.first(y); x < face.end(y); x++) {
        pixels++;
        if (image.rgb(x, y) != 0x808080) {
          bare++;
        }
      }
    }
    return pixels == 0 ? 0 : (double) bare / pixels;
  }
}
