package dev.winnow.attack.control;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.TensorSpec;
import dev.winnow.onnx.UnknownCutException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Captures as an attacker sees them through layers of a network; a layer's tensor names the way.
 */
public final class LayerFeatures {
  /** Values that are kept of a layer; it is pooled until it has no more. */
  private static final int MOST = 1024;

  /** Bytes that the last layer before a reduction may take, over all captures. */
  private static final long MOST_WHOLE = 1L << 29;

  /** Shares of what a network computes; less than all, for last layers may only arrange. */
  private static final double[] SHARES = {1 / 3.0, 2 / 3.0, 0.99};

  private static final int ROWS = 32;

  private LayerFeatures() {}

  /**
   * Layers of a network behind about a third and two thirds of its multiply-accumulates, and where
   * (nearly) all of them are done; each is wider than the answers, and pooled over positions to at
   * most {@value #MOST} values. A network of few cuts has fewer.
   *
   * @param network of one input
   * @param threads that compute
   */
  public static List<CaptureFeature> of(Network network, int threads) {
    int answers =
        network.outputs().stream().map(TensorSpec::shape).mapToInt(Shape::size).max().orElse(0);
    return spread(network, SHARES).stream()
        // A layer of as many values as there are answers is the answers, or little else.
        .filter(cut -> cut.floats() > answers)
        .map(cut -> through(network.split(cut).extractor(), cut.tensor(), MOST, threads))
        .toList();
  }

  /**
   * Layers of a network behind about a third and two thirds of what it computes up to a tensor,
   * pooled alike.
   *
   * @param network up to the tensor, as {@link #upTo} gives it
   * @param threads that compute
   */
  public static List<CaptureFeature> before(Network network, int threads) {
    return spread(network, SHARES[0], SHARES[1]).stream()
        .map(cut -> through(network.split(cut).extractor(), cut.tensor(), MOST, threads))
        .toList();
  }

  /**
   * The part of a network that makes a tensor.
   *
   * @return empty if the network cannot be cut there
   */
  public static Optional<Network> upTo(Network network, String tensor) {
    if (network.outputs().get(0).name().equals(tensor)) {
      return Optional.of(network);
    }
    try {
      return Optional.of(network.split(network.cut(tensor)).extractor());
    } catch (UnknownCutException e) {
      return Optional.empty();
    }
  }

  /**
   * What a network makes of captures, as it is: pooled only as far as it takes to keep it for so
   * many of them, in {@value #MOST_WHOLE} bytes.
   *
   * @param captures at least 1
   */
  public static CaptureFeature whole(Network network, int captures, int threads) {
    int most = (int) Math.max(MOST, MOST_WHOLE / Float.BYTES / captures);
    return through(network, network.outputs().get(0).name(), most, threads);
  }

  private static Set<Cut> spread(Network network, double... shares) {
    Set<Cut> chosen = new LinkedHashSet<>();
    for (double share : shares) {
      network.cuts().stream()
          .filter(cut -> cut.edgeShare() >= share)
          .findFirst()
          .ifPresent(chosen::add);
    }
    return chosen;
  }

  private static CaptureFeature through(Network network, String tensor, int most, int threads) {
    Shape row = network.outputs().get(0).shape();
    FeaturePooling pooling = FeaturePooling.of(row, most);
    String word = pooling.shape().equals(row) ? tensor : tensor + " (pooled)";
    return new CaptureFeature(word, captures -> seen(network, pooling, captures, threads));
  }

  private static Tensor seen(
      Network network, FeaturePooling pooling, Tensor captures, int threads) {
    int count = captures.shape().dim(0);
    Tensor made = Tensor.allocate(pooling.shape().batch(count));
    try (Session session = Session.open(network, threads)) {
      for (int from = 0; from < count; from += ROWS) {
        int to = Math.min(count, from + ROWS);
        Tensor pooled = pooling.of(session.run(captures.rows(from, to)));
        made.rows(from, to).buffer().put(pooled.buffer());
      }
    }
    return made;
  }
}
