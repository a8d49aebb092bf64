package dev.winnow.edge;

import dev.winnow.core.Anchors;
import dev.winnow.core.Digest;
import dev.winnow.core.Manifest;
import dev.winnow.core.Noise;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a node does to features before they leave: it adds Gaussian noise of the standard deviation
 * σ to every value. Whoever measures what the noise costs applies the same to features of theirs.
 *
 * <p>Normal numbers are made of uniform ones by Box and Muller's method (1958) in double precision,
 * from 53 bits each; the sum is rounded once, to single precision. None is larger than 8.6 σ, where
 * a true Gaussian is once in 10¹⁷ draws. Safe for use by several threads if its source of
 * randomness is.
 */
public sealed interface Disguise {
  /**
   * Adds noise to rows of features, in place. Nothing is changed if it fails.
   *
   * @param rows of the shape rows × values, as an extractor makes them
   * @throws UnsoundFeatureException if a value is not finite, or so large that float arithmetic
   *     cannot hold it beside σ
   * @throws IllegalArgumentException if the features are not flat rows
   */
  void apply(Tensor rows);

  /**
   * Replaces each value by what the noise is added to, in place: in {@link Permanent} the middle of
   * its cell, in {@link Fresh} the value itself. The bound on what an answer tells is of these.
   *
   * @throws UnsoundFeatureException as in {@link #apply}
   * @throws IllegalArgumentException if the features are not flat rows
   */
  void round(Tensor rows);

  /**
   * Noise that stays the same when a node is asked again, so that averaging answers wears nothing
   * down: the idea of RAPPOR's permanent response (Erlingsson, Pihur and Korolova 2014) for
   * numbers.
   *
   * <p>Each value is rounded to the middle of a cell: {@code n · σ/2} for the nearest whole number
   * n (of two, the even one). The noise of a row is a function of its n's: HMAC-SHA-256 under the
   * node's secret of the extractor's digest (32 bytes), the n's and the number of a block, from 0
   * (64-bit integers, big-endian), gives four 64-bit integers a block, of which each pair makes two
   * normal numbers. To whoever lacks the secret these are as good as random, and those of
   * neighbouring cells have nothing to do with each other.
   *
   * <p>Most captures of a class may lie in one cell, and get the same noise. Of a package with
   * {@link dev.winnow.core.Anchors anchors} a node therefore takes the first draw whose noise holds
   * them all. Blocks of the draw with the number r, from 0, are numbered from r · 2³² on.
   *
   * @param sigma σ, in units of the feature
   * @param extractor digest of {@code extractor.onnx}: two extractors share no noise
   * @param secret of the node
   * @param draw r, the number of draws passed over
   */
  record Permanent(double sigma, Digest extractor, Secret secret, int draw) implements Disguise {
    /** Cells in one σ. Rounding moves a value by σ/4 at most. */
    private static final double CELLS = 2;

    /**
     * @throws IllegalArgumentException if σ is not positive, or the draw is negative
     */
    public Permanent {
      requirePositive(sigma);
      if (draw < 0) {
        throw new IllegalArgumentException("draws are numbered from 0, not " + draw);
      }
    }

    /** The first draw that holds the noise's anchors; nearly always the first of all. */
    public static Permanent of(Noise noise, Digest extractor, Secret secret) {
      int draw = 0;
      Permanent drawn = new Permanent(noise.sigma(), extractor, secret, draw);
      while (!drawn.holds(noise.anchors())) {
        drawn = new Permanent(noise.sigma(), extractor, secret, ++draw);
      }
      return drawn;
    }

    private boolean holds(Anchors anchors) {
      KeyedNormals normals = normals();
      for (int i = 0; i < anchors.cells().size(); i++) {
        long[] cell = anchors.cells().get(i).stream().mapToLong(n -> n).toArray();
        if (!anchors.holds(i, normals.of(cell))) {
          return false;
        }
      }
      return true;
    }

    private KeyedNormals normals() {
      return new KeyedNormals(secret, extractor, draw);
    }

    @Override
    public void apply(Tensor rows) {
      long[][] cells = cells(rows);
      KeyedNormals normals = normals();
      FloatBuffer out = rows.buffer();
      for (long[] row : cells) {
        double[] noise = normals.of(row);
        for (int i = 0; i < row.length; i++) {
          out.put((float) (middle(row[i]) + sigma * noise[i]));
        }
      }
    }

    @Override
    public void round(Tensor rows) {
      long[][] cells = cells(rows);
      FloatBuffer out = rows.buffer();
      for (long[] row : cells) {
        for (long cell : row) {
          out.put((float) middle(cell));
        }
      }
    }

    private long[][] cells(Tensor rows) {
      requireFlat(rows);
      long[][] cells = new long[rows.shape().dim(0)][rows.shape().dim(1)];
      FloatBuffer in = rows.buffer();
      for (long[] row : cells) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (long) Math.rint(sound(in.get(), sigma) / (sigma / CELLS));
        }
      }
      return cells;
    }

    private double middle(long cell) {
      return cell * (sigma / CELLS);
    }
  }

  /**
   * Noise that is drawn anew for every answer. Whoever averages k answers about one capture divides
   * its variance by k.
   *
   * @param sigma σ, in units of the feature
   * @param random the source: a {@link SecureRandom} where it protects somebody, and one with a
   *     seed only where accuracy is measured
   */
  record Fresh(double sigma, RandomGenerator random) implements Disguise {
    /**
     * @throws IllegalArgumentException if σ is not positive
     */
    public Fresh {
      requirePositive(sigma);
    }

    @Override
    public void apply(Tensor rows) {
      round(rows);
      FloatBuffer values = rows.buffer();
      double[] noise = new double[rows.shape().dim(1)];
      while (values.hasRemaining()) {
        Normals.fill(noise, random::nextLong);
        for (double normal : noise) {
          int at = values.position();
          values.put((float) (values.get(at) + sigma * normal));
        }
      }
    }

    @Override
    public void round(Tensor rows) {
      requireFlat(rows);
      FloatBuffer values = rows.buffer();
      while (values.hasRemaining()) {
        sound(values.get(), sigma);
      }
    }
  }

  /**
   * The disguise that a package demands; empty if it demands none.
   *
   * @param secret of the node, asked for only if the noise is permanent
   */
  static Optional<Disguise> of(Manifest manifest, Supplier<Secret> secret) {
    return manifest.noise().map(noise -> of(noise, manifest.extractorDigest(), secret));
  }

  private static Disguise of(Noise noise, Digest extractor, Supplier<Secret> secret) {
    return switch (noise.mode()) {
      case PERMANENT -> Permanent.of(noise, extractor, secret.get());
      case FRESH -> new Fresh(noise.sigma(), new SecureRandom());
    };
  }

  private static void requirePositive(double sigma) {
    if (!(Double.isFinite(sigma) && sigma > 0)) {
      throw new IllegalArgumentException("sigma must be positive: " + sigma);
    }
  }

  private static void requireFlat(Tensor rows) {
    Shape shape = rows.shape();
    if (shape.rank() != 2 || shape.dim(1) == 0) {
      throw new IllegalArgumentException("noise is for rows of values, not for the shape " + shape);
    }
  }

  /** Beyond 2⁵⁰ σ neighbouring cells would no longer be told apart, nor would σ be seen. */
  private static float sound(float value, double sigma) {
    double size = Math.abs(value);
    // Said so that a NaN is refused too.
    if (!(size <= 0x1p50 * sigma && size + Normals.LARGEST * sigma <= Float.MAX_VALUE)) {
      throw new UnsoundFeatureException();
    }
    return value;
  }
}
