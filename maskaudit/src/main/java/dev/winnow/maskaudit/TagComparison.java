package dev.winnow.maskaudit;

import dev.winnow.core.Estimate;
import dev.winnow.detection.AveragePrecision;
import dev.winnow.detection.DetectedObject;
import dev.winnow.detection.Detector;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.detection.JudgedImage;
import dev.winnow.detection.LabelledBox;
import dev.winnow.detection.OnnxDetector;
import dev.winnow.image.Image;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How well a tagger tells what is on images before and after the mask: the mean average precision
 * of all classes but those that the mask is for.
 */
final class TagComparison implements Consumer<ReleasedPair>, AutoCloseable {
  /** As low as COCO's figures are made with, or the curve of precision would end too early. */
  private static final double THRESHOLD = 0.01;

  private final Detector tagger;
  private final Set<Integer> ignored;
  private final CocoInstances truth;
  private final List<JudgedImage> before = new ArrayList<>();
  private final List<JudgedImage> after = new ArrayList<>();

  private TagComparison(Detector tagger, Set<Integer> ignored, CocoInstances truth) {
    this.tagger = tagger;
    this.ignored = ignored;
    this.truth = truth;
  }

  /**
   * Opens the tagger; whoever opens it closes it.
   *
   * @throws dev.winnow.core.WinnowException if a file is not what it should be
   */
  static TagComparison open(TaggerFiles files, int threads) {
    Network network = Network.read(files.network());
    DetectorSpec spec = DetectorSpec.of(network).withThreshold(THRESHOLD);
    Set<Integer> ignored =
        files.ignored().stream().map(spec.labels()::indexOf).collect(Collectors.toSet());
    CocoInstances truth =
        files.boxes().stream()
            .map(file -> CocoInstances.read(file, spec.labels()))
            .reduce(CocoInstances::with)
            .orElseThrow();
    return new TagComparison(
        OnnxDetector.open(network, spec, threads), ignored, truth.without(ignored));
  }

  /** With a tagger of one's own, which is closed with this. */
  static TagComparison of(Detector tagger, Set<Integer> ignored, CocoInstances truth) {
    return new TagComparison(tagger, ignored, truth.without(ignored));
  }

  @Override
  public void accept(ReleasedPair pair) {
    List<LabelledBox> boxes = truth.boxes().get(CocoInstances.name(pair.source()));
    if (boxes != null && pair.isStill()) {
      before.add(new JudgedImage(boxes, tags(pair.original())));
      after.add(new JudgedImage(boxes, tags(pair.released().image())));
    }
  }

  /**
   * {@code tagging.map}, beside that of the originals as {@code raw}, and {@code
   * tagging.map-ratio}; none if the images that were seen show nothing that counts, or the tagger
   * finds none of it.
   */
  List<Finding> findings() {
    boolean isEmpty = before.stream().allMatch(image -> image.truth().isEmpty());
    double raw = isEmpty ? 0 : AveragePrecision.of(before).overall();
    if (raw <= 0) {
      return List.of();
    }
    double masked = AveragePrecision.of(after).overall();
    OptionalDouble none = OptionalDouble.empty();
    return List.of(
        Finding.of("tagger", "tagging.map", Finding.ALL, Estimate.exactly(masked))
            .withControls(OptionalDouble.of(raw), none, none),
        Finding.of("tagger", "tagging.map-ratio", Finding.ALL, Estimate.exactly(masked / raw)));
  }

  @Override
  public void close() {
    tagger.close();
  }

  private List<DetectedObject> tags(Image image) {
    return tagger.detect(image).stream()
        .filter(object -> !ignored.contains(object.label()))
        .toList();
  }
}
