package dev.winnow.noise;

import dev.winnow.core.Digest;
import dev.winnow.core.GaussianNoise;
import dev.winnow.core.Interval;
import dev.winnow.core.Mechanism;
import dev.winnow.core.Quantizer;
import dev.winnow.core.RandomizedResponse;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Applies a {@link Mechanism} to features before they leave a node: the local randomizer of local
 * differential privacy (Kasiviswanathan et al. 2011, "What Can We Learn Privately?").
 *
 * <p>Each value is clamped to its signed bounds first, whatever the network made of it; one that is
 * no number counts as the lower bound. Then the permanent layer is drawn from a keyed function of
 * the <em>capture</em> ({@link KeyedRandom}), and the fresh layer from a source of randomness. The
 * same capture asked about again keeps its permanent draw, so that averaging wears down the fresh
 * layer only; another capture, be its feature equal to the last bit, has a draw of its own, so that
 * no answer helps to read another.
 *
 * <p>Safe for use by several threads if its source of randomness is.
 */
public final class LocalRandomizer {
  private final Mechanism mechanism;
  private final Digest manifest;
  private final NoiseKey key;
  private final RandomGenerator fresh;

  private LocalRandomizer(
      Mechanism mechanism, Digest manifest, NoiseKey key, RandomGenerator fresh) {
    this.mechanism = mechanism;
    this.manifest = manifest;
    this.key = key;
    this.fresh = fresh;
  }

  /**
   * What protects somebody.
   *
   * @param manifest digest of the package's {@code manifest.json}, which holds the mechanism: two
   *     packages share no draw
   * @param key of the node
   */
  public static LocalRandomizer of(Mechanism mechanism, Digest manifest, NoiseKey key) {
    return new LocalRandomizer(mechanism, manifest, key, new SecureRandom());
  }

  /**
   * What measures: the very function of a node, but repeatable. It protects nobody.
   *
   * @param fresh a source with a seed
   */
  public static LocalRandomizer repeatable(
      Mechanism mechanism, Digest manifest, NoiseKey key, RandomGenerator fresh) {
    return new LocalRandomizer(mechanism, manifest, key, fresh);
  }

  /**
   * Randomises rows of features, in place.
   *
   * @param rows of the shape rows × values
   * @param captures digests of the captures behind the rows, in their order
   * @throws IllegalArgumentException if the rows have not as many values as the mechanism has
   *     bounds, or there are not as many captures as rows
   */
  public void release(Tensor rows, List<Digest> captures) {
    Shape shape = rows.shape();
    if (shape.rank() != 2
        || shape.dim(1) != mechanism.values()
        || shape.dim(0) != captures.size()) {
      throw new IllegalArgumentException(
          "rows of the shape %s for %d captures and a mechanism of %d values"
              .formatted(shape, captures.size(), mechanism.values()));
    }
    for (int row = 0; row < captures.size(); row++) {
      Tensor values = rows.rows(row, row + 1);
      KeyedRandom permanent = new KeyedRandom(key, manifest, captures.get(row));
      if (mechanism instanceof RandomizedResponse response) {
        respond(response, values, permanent);
      } else {
        add((GaussianNoise) mechanism, values.buffer(), permanent);
      }
    }
  }

  /**
   * What the noise is added to, in place: values clamped to their bounds, and of randomised
   * response what the nearest symbols stand for.
   *
   * @param rows of the shape rows × values
   */
  public static void clamp(Mechanism mechanism, Tensor rows) {
    if (mechanism instanceof RandomizedResponse response) {
      for (int row = 0; row < rows.shape().dim(0); row++) {
        Tensor values = rows.rows(row, row + 1);
        values.buffer().put(0, response.quantizer().rounded(values.toArray()));
      }
      return;
    }
    for (int i = 0; i < rows.shape().size(); i++) {
      Interval bound = mechanism.bounds().get(i % mechanism.values());
      rows.buffer().put(i, (float) bound.clamp(rows.buffer().get(i)));
    }
  }

  private void respond(RandomizedResponse response, Tensor row, LongSupplier permanent) {
    Quantizer quantizer = response.quantizer();
    int[] symbols = quantizer.encode(row.toArray());
    for (int i = 0; i < symbols.length; i++) {
      int kept = flipped(symbols[i], quantizer.alphabet(), response.permanentFlip(), permanent);
      symbols[i] = flipped(kept, quantizer.alphabet(), response.freshFlip(), fresh::nextLong);
    }
    row.buffer().put(0, quantizer.decode(symbols));
  }

  /** Another symbol, all alike, with a probability. Takes one number, whatever comes of it. */
  private static int flipped(int symbol, int alphabet, double flip, LongSupplier bits) {
    double uniform = BoxMuller.uniform(bits.getAsLong());
    if (uniform >= flip) {
      return symbol;
    }
    // Given that it lies below, the number over its limit is uniform again.
    int step = 1 + (int) (uniform / flip * (alphabet - 1));
    return (symbol + Math.min(step, alphabet - 1)) % alphabet;
  }

  private void add(GaussianNoise noise, FloatBuffer values, LongSupplier permanent) {
    double[] kept = new double[noise.values()];
    double[] drawn = new double[noise.values()];
    BoxMuller.fill(kept, permanent);
    BoxMuller.fill(drawn, fresh::nextLong);
    for (int i = 0; i < kept.length; i++) {
      Interval bound = noise.bounds().get(i);
      double sum = noise.permanentSigma() * kept[i] + noise.freshSigma() * drawn[i];
      values.put(i, (float) (bound.clamp(values.get(i)) + sum));
    }
  }
}
