package dev.winnow.detection;

import dev.winnow.onnx.Network;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a detector is used.
 *
 * @param family how its outputs are decoded
 * @param threshold the least score of what is reported, above 0 and at most 1
 * @param overlap the intersection over union, above 0 and at most 1, beyond which the less sure of
 *     two boxes of one label is dropped; with 1 none is
 * @param labels the names of the network's classes in their order
 * @param tiles how many tiles lie side by side on an image, besides the whole image; 1 for the
 *     whole image alone
 */
public record DetectorSpec(
    DetectorFamily family, double threshold, double overlap, List<String> labels, int tiles) {
  private static final int MOST_TILES = 16;

  /**
   * @throws IllegalArgumentException if a number is out of its range or there is no label
   */
  public DetectorSpec {
    labels = List.copyOf(labels);
    require(threshold > 0 && threshold <= 1, "threshold must be above 0 and at most 1");
    require(overlap > 0 && overlap <= 1, "overlap must be above 0 and at most 1");
    require(!labels.isEmpty(), "labels must have at least one name");
    require(tiles >= 1 && tiles <= MOST_TILES, "tiles must be from 1 to " + MOST_TILES);
  }

  /**
   * How a network is used ordinarily: of the family that its outputs show, with its authors'
   * threshold and overlap, on whole images, with the labels of its card or else the family's own,
   * or, if it tells another number of classes apart, their numbers from 0.
   *
   * @throws UnknownDetectorException if the network is no known detector
   */
  public static DetectorSpec of(Network network) {
    DetectorFamily family = DetectorFamily.of(network);
    List<String> labels = labels(network, family, family.decoder(network).classes());
    return new DetectorSpec(family, family.threshold(), family.overlap(), labels, 1);
  }

  private static List<String> labels(Network network, DetectorFamily family, int classes) {
    List<String> own = network.card().labels();
    if (!own.isEmpty()) {
      return own;
    }
    return family.labels().size() == classes
        ? family.labels()
        : IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  /** The same with another threshold. */
  public DetectorSpec withThreshold(double other) {
    return new DetectorSpec(family, other, overlap, labels, tiles);
  }

  /** The same with another number of tiles side by side. */
  public DetectorSpec withTiles(int other) {
    return new DetectorSpec(family, threshold, overlap, labels, other);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
