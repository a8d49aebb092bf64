package dev.winnow.learn.inversion;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.linalg.Pca;
import dev.winnow.learn.linalg.PrincipalComponents;
import dev.winnow.learn.linalg.UnsuitableFeaturesException;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.onnx.Session;
import dev.winnow.onnx.SplitNetwork;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How features of any width and scale become what a decoder learns from: standardised, since small
 * directions tell as well as large ones, and of a bounded number of values, so that a step costs
 * the same for every feature. It is learned from the features once and stays as it is.
 *
 * <p>A feature of channels over space keeps both, for a place of the feature tells of a place of
 * the image; its channels are standardised. Of any other feature, the values are; where there are
 * more than 1,024 of them, the coordinates along the first 512 principal directions of at most
 * 2,048 features take their place.
 */
final class DecoderInput {
  private static final int WIDEST = 1024;
  private static final int DIRECTIONS = 512;
  private static final int LOOKED_AT = 2048;
  private static final int ROWS = 256;
  private static final String NAME = "feature.standardised";

  /** The least width and height of a feature that is over space. */
  private static final int SPACE = 4;

  private final Network network;
  private final int threads;

  private DecoderInput(Network network, int threads) {
    this.network = network;
    this.threads = threads;
  }

  /**
   * Learns how features are standardised.
   *
   * @param features of the shape [features, …]
   * @param learned the numbers of those that may be looked at
   */
  static DecoderInput of(Tensor features, int[] learned, int threads) {
    Shape row = features.shape().row();
    boolean isSpace = row.rank() == 3 && row.dim(1) >= SPACE && row.dim(2) >= SPACE;
    if (!isSpace && row.size() > WIDEST) {
      return principal(features, learned, threads);
    }
    NetworkBuilder builder = NetworkBuilder.named("entrance");
    String x = builder.input("feature", row);
    if (!isSpace && row.rank() != 1) {
      x = builder.flatten("feature.flat", x);
    }
    int channels = isSpace ? row.dim(0) : row.size();
    Columns columns = Columns.of(features, learned, channels);
    x =
        builder.batchNormalization(
            NAME, x, filled(channels, 1), filled(channels, 0), columns.mean, columns.variance);
    return new DecoderInput(builder.output(x).build(), threads);
  }

  /** What a decoder takes, per row. */
  Shape shape() {
    return network.outputs().get(0).shape();
  }

  /** Standardised features; newly allocated. */
  Tensor apply(Tensor features) {
    int rows = features.shape().dim(0);
    Tensor made = Tensor.allocate(shape().batch(rows));
    try (Session session = Session.open(network, threads)) {
      for (int from = 0; from < rows; from += ROWS) {
        int to = Math.min(rows, from + ROWS);
        session.run(features.rows(from, to), made.rows(from, to));
      }
    }
    return made;
  }

  /** A network that takes features as they are. */
  Network before(Network decoder) {
    return new SplitNetwork(network, decoder).joined();
  }

  /** The name of what a decoder takes. */
  static String name() {
    return NAME;
  }

  private static DecoderInput principal(Tensor features, int[] learned, int threads) {
    int[] seen = Arrays.copyOf(learned, Math.min(LOOKED_AT, learned.length));
    int width = features.shape().row().size();
    int wanted = Math.min(DIRECTIONS, seen.length / 2);
    PrincipalComponents found;
    try (Pca pca = Pca.of(width, wanted, threads)) {
      for (int row : seen) {
        pca.add(features.rows(row, row + 1));
      }
      found = pca.components();
    }
    // Over the root of its deviation, so that a direction counts less the smaller it is, but not as
    // much less: small ones tell too, and the smallest are noise. The mean of the variances is 1.
    double mean = found.variances().stream().mapToDouble(Math::sqrt).average().orElseThrow();
    Tensor weight = found.directions();
    FloatBuffer values = weight.buffer();
    float[] bias = new float[wanted];
    for (int i = 0; i < wanted; i++) {
      double length = Math.sqrt(Math.sqrt(found.variances().get(i)) * mean);
      double middle = 0;
      for (int j = 0; j < width; j++) {
        float share = (float) (values.get(i * width + j) / length);
        values.put(i * width + j, share);
        middle += (double) share * found.mean().buffer().get(j);
      }
      bias[i] = (float) -middle;
    }
    NetworkBuilder builder = NetworkBuilder.named("entrance");
    String x = builder.input("feature", features.shape().row());
    x = features.shape().rank() == 2 ? x : builder.flatten("feature.flat", x);
    x = builder.gemm(NAME, x, weight, Tensor.of(Shape.of(wanted), bias));
    return new DecoderInput(builder.output(x).build(), threads);
  }

  private static Tensor filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return Tensor.of(Shape.of(size), values);
  }

  /** Mean and variance of channels, or of values, which are channels of one place. */
  private record Columns(Tensor mean, Tensor variance) {
    static Columns of(Tensor features, int[] learned, int channels) {
      int places = features.shape().row().size() / channels;
      double[] sums = new double[channels];
      double[] squares = new double[channels];
      float[] row = new float[channels * places];
      for (int number : learned) {
        features.rows(number, number + 1).buffer().get(row);
        for (int i = 0; i < row.length; i++) {
          sums[i / places] += row[i];
          squares[i / places] += (double) row[i] * row[i];
        }
      }
      double count = (double) learned.length * places;
      Tensor mean = Tensor.allocate(Shape.of(channels));
      Tensor variance = Tensor.allocate(Shape.of(channels));
      for (int i = 0; i < channels; i++) {
        double middle = sums[i] / count;
        double found = squares[i] / count - middle * middle;
        if (!Double.isFinite(found)) {
          throw new UnsuitableFeaturesException("the features hold values that are no numbers");
        }
        mean.buffer().put(i, (float) middle);
        // What never varies tells nothing, and is not to be blown up.
        variance.buffer().put(i, found > 1e-12 * middle * middle ? (float) found : 1);
      }
      return new Columns(mean, variance);
    }
  }
}
