package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.attack.statistics.Columns;
import dev.winnow.attack.statistics.ScatterMatrix;
import dev.winnow.attack.statistics.SubspaceIteration;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The codebook of an attacker who has captures of its own that went through a node, the extractor,
 * and the node's answers to them: it knows which clean feature stands behind each of these answers.
 * Noise that is a fixed function of the feature gives equal features equal answers for ever, so
 * that every answer that comes again is read outright, however strong the noise (a chosen-plaintext
 * attack on deterministic encryption: Katz and Lindell, "Introduction to Modern Cryptography",
 * section 3.4).
 *
 * <p>An answer that was never seen is filtered linearly: μ + S (S + C)⁻¹ (answer − μ − ν), with the
 * mean μ and the covariance S of the clean known features, and mean ν and covariance C of what was
 * added to them. Of independent Gaussians that is the posterior mean (Kay, "Fundamentals of
 * Statistical Signal Processing: Estimation Theory", 1993, theorem 10.3). It gains where features
 * vary in fewer directions than the noise; where both vary alike, it is a shift and a scale.
 *
 * <p>Memory grows with the square of the values in a row: meant for reduced features.
 */
public final class Codebook {
  /** Beside the sum of all variances, what is added to each so that sums can be inverted. */
  private static final double RIDGE = 1e-7;

  private final Tensor clean;
  private final Map<ByteBuffer, float[]> entries;
  private final double[] middle;
  private final double[] expected;
  private final double[][] gain;

  private Codebook(Tensor clean, Tensor answers) {
    this.clean = clean;
    float[][] features = Columns.rows(clean);
    float[][] sent = Columns.rows(answers);
    int width = features[0].length;
    this.entries = entries(features, RowKey.of(answers));
    this.middle = ScatterMatrix.mean(features, width);
    this.expected = ScatterMatrix.mean(sent, width);
    for (int row = 0; row < sent.length; row++) {
      for (int i = 0; i < width; i++) {
        sent[row][i] -= features[row][i];
      }
    }
    this.gain =
        gain(ScatterMatrix.covariance(features, width), ScatterMatrix.covariance(sent, width));
  }

  /**
   * The codebook of known captures.
   *
   * @param clean features, one a row, of any shape
   * @param answers that the node sent about the same captures, in the same order and shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Codebook of(Tensor clean, Tensor answers) {
    if (!clean.shape().equals(answers.shape())) {
      throw new IllegalArgumentException(
          "clean features of the shape %s and answers of %s"
              .formatted(clean.shape(), answers.shape()));
    }
    return new Codebook(clean, answers);
  }

  /**
   * Reads answers about other captures: the mean of the clean features that got the very same
   * answer, bit for bit, or else the filtered answer.
   *
   * @param answers one a row, of the same shape as the known ones' rows
   * @return newly allocated, of the shape of the answers
   * @throws IllegalArgumentException if rows are of another size than the known ones
   */
  public Tensor decoded(Tensor answers) {
    requireRows(answers);
    Tensor decoded = Tensor.allocate(answers.shape());
    ByteBuffer[] keys = RowKey.of(answers);
    float[][] sent = Columns.rows(answers);
    for (int row = 0; row < keys.length; row++) {
      float[] entry = entries.get(keys[row]);
      decoded.rows(row, row + 1).buffer().put(entry == null ? filtered(sent[row]) : entry);
    }
    return decoded;
  }

  /**
   * What an adversary learns from and is asked about: the clean features of the known captures,
   * then the {@linkplain #decoded decoded} answers about the unknown ones.
   *
   * <p>Known rows are clean, not decoded as if they were unknown. An answer that is read outright
   * becomes just such a row; one that is filtered is the nearest guess at one in mean square. To
   * blur known rows alike would make them like the filtered ones, but hides from the attacker what
   * it knows, and named fewer people in all trials, whether many answers were read or none.
   *
   * @return newly allocated, rows of the known captures first
   */
  public Tensor rows(Tensor unknown) {
    int known = clean.shape().dim(0);
    int asked = unknown.shape().dim(0);
    Tensor decoded = decoded(unknown);
    Shape row = clean.shape().row();
    Tensor all = Tensor.allocate(row.batch(known + asked));
    all.rows(0, known).buffer().put(clean.buffer());
    all.rows(known, known + asked).buffer().put(decoded.buffer());
    return all;
  }

  /** The share of answers that are read outright, 0 to 1. */
  public double found(Tensor answers) {
    requireRows(answers);
    return Arrays.stream(RowKey.of(answers))
        .mapToInt(key -> entries.containsKey(key) ? 1 : 0)
        .average()
        .orElse(0);
  }

  private void requireRows(Tensor answers) {
    if (answers.shape().row().size() != middle.length) {
      throw new IllegalArgumentException(
          "answers of %d values to a codebook of %d"
              .formatted(answers.shape().row().size(), middle.length));
    }
  }

  private static Map<ByteBuffer, float[]> entries(float[][] features, ByteBuffer[] keys) {
    Map<ByteBuffer, float[]> entries = new HashMap<>();
    Map<ByteBuffer, Integer> counts = new HashMap<>();
    for (int row = 0; row < keys.length; row++) {
      float[] mean = entries.computeIfAbsent(keys[row], key -> new float[features[0].length]);
      int count = counts.merge(keys[row], 1, Integer::sum);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (features[row][i] - mean[i]) / count;
      }
    }
    return entries;
  }

  private float[] filtered(float[] answer) {
    float[] filtered = new float[answer.length];
    for (int i = 0; i < filtered.length; i++) {
      filtered[i] = (float) (middle[i] + SubspaceIteration.product(answer, expected, gain[i]));
    }
    return filtered;
  }

  /** S (S + C)⁻¹: each row solves for a row of S, since the sum is symmetric. */
  private static double[][] gain(double[][] features, double[][] noise) {
    int width = features.length;
    double trace = 0;
    for (int i = 0; i < width; i++) {
      trace += features[i][i] + noise[i][i];
      for (int j = 0; j < width; j++) {
        noise[i][j] += features[i][j];
      }
    }
    for (int i = 0; i < width; i++) {
      noise[i][i] += Math.max(RIDGE * trace, RIDGE * RIDGE);
    }
    Cholesky sum = Cholesky.of(noise).orElseThrow();
    return Arrays.stream(features).map(sum::solve).toArray(double[][]::new);
  }
}
