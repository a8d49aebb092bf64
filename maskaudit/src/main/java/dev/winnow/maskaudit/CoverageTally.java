package dev.winnow.maskaudit;

import dev.winnow.core.Estimate;
import dev.winnow.detection.Box;
import dev.winnow.detection.DetectedObject;
import dev.winnow.mask.MaskSettings;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What one judge says of the frames that it is shown. */
final class CoverageTally implements Consumer<ReleasedPair> {
  /** So much a face on the original and one on the released frame have in common at least. */
  private static final double SAME = 0.3;

  private static final int MOST_MISSED = 5_000;
  private static final int MOST_SHOWN = 120;

  private final Judge judge;
  private final MaskSettings.Fill fill;
  private final List<Integer> scenes = new ArrayList<>();
  private final List<Double> covered = new ArrayList<>();
  private final List<Double> found = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, SourceCoverage> sources = new LinkedHashMap<>();
  private final List<MissedFace> missed = new ArrayList<>();

  CoverageTally(Judge judge, MaskSettings.Fill fill) {
    this.judge = judge;
    this.fill = fill;
  }

  @Override
  public void accept(ReleasedPair pair) {
    List<DetectedObject> faces = judge.faces(pair.original());
    if (faces.isEmpty()) {
      return;
    }
    List<DetectedObject> left = judge.faces(pair.released().image());
    for (DetectedObject face : faces) {
      double visible = VisibleShare.of(face.box(), pair.released(), fill);
      boolean isCovered = visible <= VisibleShare.MOST;
      boolean isFound =
          left.stream().anyMatch(o -> o.box().intersectionOverUnion(face.box()) >= SAME);
      count(pair, isCovered, isFound);
      if (!isCovered && missed.size() < MOST_MISSED) {
        missed.add(missed(pair, face.box(), visible));
      }
    }
  }

  /** Findings of everything together; none if there was no face. */
  List<Finding> findings(long seed) {
    if (scenes.isEmpty()) {
      return List.of();
    }
    String topic = judge.isOwn() ? "faces.own" : "faces";
    return List.of(
        finding(topic + ".covered", covered, seed), finding(topic + ".found", found, seed));
  }

  /** By film, and of all stills. */
  List<SourceCoverage> sources() {
    return List.copyOf(sources.values());
  }

  /** The faces that are not covered, in the order in which they were found. */
  List<MissedFace> missed() {
    return List.copyOf(missed);
  }

  private Finding finding(String metric, List<Double> values, long seed) {
    Estimate estimate =
        Proportion.of(values.stream().mapToDouble(Double::doubleValue).toArray(), scenes, seed);
    return Finding.of(judge.name(), metric, Finding.ALL, estimate);
  }

  private void count(ReleasedPair pair, boolean isCovered, boolean isFound) {
    // A still is a scene, and so is a second of a film.
    String scene = pair.source() + " " + (long) pair.seconds();
    scenes.add(numbers.computeIfAbsent(scene, key -> numbers.size()));
    covered.add(isCovered ? 1.0 : 0.0);
    found.add(isFound ? 1.0 : 0.0);
    String source = pair.isStill() ? SourceCoverage.STILLS : pair.source();
    sources.merge(
        source,
        new SourceCoverage(source, judge.name(), 0, 0, 0).and(isCovered, isFound),
        (before, one) -> before.and(isCovered, isFound));
  }

  private MissedFace missed(ReleasedPair pair, Box box, double visible) {
    return new MissedFace(
        judge.name(),
        pair.source(),
        pair.seconds(),
        box,
        visible,
        missed.size() < MOST_SHOWN
            ? Optional.of(MissedFace.cut(pair.released().image(), box))
            : Optional.empty());
  }
}
