package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Anchors;
import dev.winnow.core.Digest;
import dev.winnow.core.Noise;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise by itself; {@link Normality} says how surely it is told from other noise. */
class DisguiseTest {
  private static final int ROWS = 15_625;
  private static final int WIDTH = 8;
  private static final double SIGMA = 0.4;
  private static final Digest EXTRACTOR = Digest.of(new byte[] {1});

  /** Rows of eight cells each, all rows different and each a neighbour of another. */
  private static Tensor neighbours() {
    Tensor rows = Tensor.allocate(Shape.of(ROWS, WIDTH));
    FloatBuffer into = rows.buffer();
    for (int row = 0; row < ROWS; row++) {
      int digits = row;
      for (int i = 0; i < WIDTH; i++) {
        into.put((float) ((digits % 5 - 2) * SIGMA / 2));
        digits /= 5;
      }
    }
    return rows;
  }

  private static Secret secret(int number) {
    return Secret.of(Arrays.copyOf(new byte[] {(byte) number}, Secret.BYTES));
  }

  private static Disguise permanent(int number) {
    return new Disguise.Permanent(SIGMA, EXTRACTOR, secret(number), 0);
  }

  private static Disguise fresh(RandomGenerator random) {
    return new Disguise.Fresh(SIGMA, random);
  }

  private static Tensor copy(Tensor rows) {
    return Tensor.of(rows.shape(), rows.toArray());
  }

  private static float[] applied(Disguise disguise, Tensor rows) {
    Tensor noisy = copy(rows);
    disguise.apply(noisy);
    return noisy.toArray();
  }

  /** The noise of each row, in σ. */
  private static double[][] noise(Disguise disguise, Tensor rows) {
    Tensor base = copy(rows);
    disguise.round(base);
    return differences(applied(disguise, rows), base.toArray());
  }

  private static double[][] differences(float[] noisy, float[] base) {
    int width = WIDTH;
    double[][] noise = new double[noisy.length / width][width];
    for (int i = 0; i < noisy.length; i++) {
      noise[i / width][i % width] = ((double) noisy[i] - base[i]) / SIGMA;
    }
    return noise;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "noise.csv")
  void apply_permanent_isWhatPythonMakesOfTheDescription(
      String secret, String digest, double sigma, int draw, String feature, String expected) {
    byte[] key = java.util.HexFormat.of().parseHex(secret);
    var permanent =
        new Disguise.Permanent(sigma, new Digest("sha256:" + digest), Secret.of(key), draw);
    float[] wanted = floats(expected);
    Tensor row = Tensor.of(Shape.of(1, wanted.length), floats(feature));

    permanent.apply(row);

    // Libraries may differ in the last place of a logarithm or cosine, and so in that of a float.
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], row.buffer().get(i), Math.ulp(wanted[i]));
    }
  }

  private static float[] floats(String text) {
    double[] values = Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void apply_permanent_isNormalAndIndependentFromCellToCell(int secret) {
    assertEquals("", Normality.complaint(noise(permanent(secret), neighbours())).orElse(""));
  }

  /** Real randomness: false alarms are as rare as {@link Normality} says. */
  @Test
  void apply_fresh_isNormalAndIndependent() {
    double[][] noise = noise(fresh(new SecureRandom()), neighbours());

    assertEquals("", Normality.complaint(noise).orElse(""));
  }

  @Test
  void apply_freshOfAnOddWidth_isNormalToo() {
    Tensor rows = neighbours().reshape(Shape.of(ROWS * WIDTH / 5, 5));

    assertEquals("", Normality.complaint(noise(fresh(new SecureRandom()), rows)).orElse(""));
  }

  /** The test of the test: mechanisms that break the promise are caught by the same comparison. */
  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.96, 0", "1.04, 0", "0, 0", "0, 1", "1, 0.05"})
  void complaint_wrongScaleOrShift_isRaised(double scale, double shift) {
    assertComplains(x -> scale * x + shift);
  }

  @Test
  void complaint_wrongShape_isRaised() {
    // As wide as it should be, but bounded: uniform, or clipped at two σ.
    assertComplains(x -> Math.sqrt(12) * (Normality.below(x) - 0.5));
    assertComplains(x -> Math.max(-2, Math.min(2, x)));
    assertComplains(Math::abs);
  }

  private static void assertComplains(DoubleUnaryOperator violation) {
    double[][] noise = noise(fresh(new SecureRandom()), neighbours());
    for (double[] row : noise) {
      Arrays.setAll(row, i -> violation.applyAsDouble(row[i]));
    }
    assertTrue(Normality.complaint(noise).isPresent());
  }

  @Test
  void complaint_dependentColumnsOrRows_isRaised() {
    double[][] noise = noise(fresh(new SecureRandom()), neighbours());
    double[][] columns = Arrays.stream(noise).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : columns) {
      row[7] = row[2];
    }
    double[][] rows = noise.clone();
    for (int row = 1; row < rows.length; row += 2) {
      rows[row] = rows[row - 1];
    }

    assertTrue(Normality.complaint(columns).isPresent());
    assertTrue(Normality.complaint(rows).isPresent());
  }

  /** Tables of the normal distribution, such as Abramowitz and Stegun 26.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.841344746068543",
    "-1.959963984540054, 0.025",
    "3, 0.998650101968370",
    "-6, 9.86587645e-10"
  })
  void below_knownPoints_areTheTables(double x, double expected) {
    assertEquals(expected, Normality.below(x), 1e-13);
  }

  @Test
  void apply_permanentAskedAgain_answersTheSameAndAveragingGainsNothing() {
    Tensor capture = Tensor.of(Shape.of(1, WIDTH), 1, 2, 3, 4, -1, -2, -3, -4);
    float[] once = applied(permanent(1), capture);
    for (int k = 0; k < 100; k++) {
      // Another disguise each time, as after a restart, and other rows around it.
      Tensor rows = Tensor.allocate(Shape.of(3, WIDTH));
      rows.buffer().put(k % 3 * WIDTH, capture.toArray());
      float[] all = applied(permanent(1), rows);
      int from = k % 3 * WIDTH;
      assertArrayEquals(once, Arrays.copyOfRange(all, from, from + WIDTH));
    }
  }

  /** What permanent noise is for: fresh noise is worn down to a tenth by a hundred answers. */
  @Test
  void apply_freshAskedAgain_isWornDown() {
    Tensor capture = Tensor.allocate(Shape.of(100, WIDTH));
    double[][] noise = noise(fresh(new SecureRandom()), capture);
    for (int column = 0; column < WIDTH; column++) {
      int at = column;
      double mean = Arrays.stream(noise).mapToDouble(row -> row[at]).average().orElseThrow();
      // The mean has a standard deviation of 0.1; ten of these are exceeded once in 10²³ runs.
      assertTrue(Math.abs(mean) < 1);
      assertNotEquals(noise[0][column], noise[1][column]);
    }
  }

  /**
   * Frames that differ by σ/100 in every value leave their row of cells in 1 − 0.98⁸ = 15 % of the
   * cases; of 15,625, more than 17.5 % would be 8 standard deviations above that.
   */
  @Test
  void apply_permanentOnANearlyEqualFrame_mostlyAnswersTheSame() {
    SplittableRandom random = new SplittableRandom(4);
    Tensor frame = Tensor.allocate(Shape.of(ROWS, WIDTH));
    Tensor next = Tensor.allocate(Shape.of(ROWS, WIDTH));
    for (int i = 0; i < ROWS * WIDTH; i++) {
      float value = (float) (20 * random.nextDouble() - 10);
      frame.buffer().put(i, value);
      next.buffer().put(i, (float) (value + SIGMA / 100));
    }
    double[][] moved = differences(applied(permanent(1), frame), applied(permanent(1), next));

    long changed = Arrays.stream(moved).filter(row -> !Arrays.equals(row, new double[8])).count();
    assertTrue(changed < 0.175 * ROWS && changed > 0.125 * ROWS, () -> changed + " changed");
  }

  @Test
  void apply_otherSecretOrOtherExtractor_hasOtherNoise() {
    double[][] one = noise(permanent(1), neighbours());
    double[][] otherSecret = noise(permanent(2), neighbours());
    double[][] otherExtractor =
        noise(new Disguise.Permanent(SIGMA, Digest.of(new byte[] {2}), secret(1), 0), neighbours());

    // If they are independent, their difference is normal with twice the variance.
    for (double[][] other : new double[][][] {otherSecret, otherExtractor}) {
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < WIDTH; i++) {
          other[row][i] = (other[row][i] - one[row][i]) / Math.sqrt(2);
        }
      }
      assertEquals("", Normality.complaint(other).orElse(""));
    }
  }

  /** Two classes whose anchors are 4.5 σ apart: one of 41 secrets would be wrong about one. */
  private static final Anchors NEAR = new Anchors(List.of(List.of(-4), List.of(5)));

  private static final double MIDDLE = SIGMA / 4;

  private static final Noise ANCHORED =
      new Noise(Noise.Mode.PERMANENT, 0.25, SIGMA, List.of(0.64), NEAR);

  private static float[] atAnchors(Disguise disguise) {
    return applied(
        disguise, Tensor.of(Shape.of(2, 1), (float) (-2 * SIGMA), (float) (2.5 * SIGMA)));
  }

  /**
   * Of 3,000 secrets, 2 Φ(−2.25) = 2.4 % or 73 are expected to need another draw; fewer than 30 or
   * more than 117 would be 5 standard deviations away.
   */
  @Test
  void of_noiseWithAnchors_neverTurnsAClassAround() {
    int again = 0;
    for (int number = 0; number < 3_000; number++) {
      Secret secret =
          Secret.of(Arrays.copyOf(new byte[] {(byte) number, (byte) (number >> 8)}, Secret.BYTES));
      var held = Disguise.Permanent.of(ANCHORED, EXTRACTOR, secret);
      float[] answers = atAnchors(held);
      assertTrue(answers[0] < MIDDLE && answers[1] > MIDDLE, Arrays.toString(answers));
      float[] first = atAnchors(new Disguise.Permanent(SIGMA, EXTRACTOR, secret, 0));
      boolean sound = first[0] < MIDDLE && first[1] > MIDDLE;
      assertEquals(sound, held.draw() == 0);
      again += sound ? 0 : 1;
    }
    assertTrue(again > 30 && again < 117, again + " of 3,000");
  }

  @Test
  void round_permanent_movesAQuarterOfSigmaAtMost() {
    Tensor rows = Tensor.allocate(Shape.of(100, WIDTH));
    for (int i = 0; i < 800; i++) {
      rows.buffer().put(i, i / 100f - 4);
    }
    Tensor rounded = copy(rows);
    permanent(1).round(rounded);
    double largest = 0;
    Set<Float> cells = new HashSet<>();
    for (int i = 0; i < 800; i++) {
      largest = Math.max(largest, Math.abs(rows.buffer().get(i) - rounded.buffer().get(i)));
      cells.add(rounded.buffer().get(i));
    }
    assertEquals(SIGMA / 4, largest, 1e-2 * SIGMA); // The values are a fortieth of σ apart.
    assertTrue(largest <= SIGMA / 4 + 1e-6, "up to the rounding of floats");
    assertEquals(41, cells.size()); // From −4 to 4 in steps of σ/2 = 0.2.
  }

  @Test
  void round_fresh_changesNothing() {
    Tensor rows = neighbours();
    fresh(new SecureRandom()).round(rows);
    assertArrayEquals(neighbours().toArray(), rows.toArray());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void apply_unsoundFeature_isRefusedAndNothingChanged(float value) {
    for (Disguise disguise : new Disguise[] {permanent(1), fresh(new SecureRandom())}) {
      Tensor rows = Tensor.of(Shape.of(2, 2), 1, 2, 3, value);

      var e = assertThrows(UnsoundFeatureException.class, () -> disguise.apply(rows));

      assertArrayEquals(new float[] {1, 2, 3, value}, rows.toArray());
      assertFalse(e.getMessage().contains(String.valueOf(value)), e.getMessage());
    }
  }

  /** Where σ itself is enormous, the sum could overflow to infinity. */
  @Test
  void apply_enormousSigma_isRefusedRatherThanSentAsInfinity() {
    Tensor rows = Tensor.of(Shape.of(1, 2), 1, 2);
    var enormous = new Disguise.Fresh(1e38, new SecureRandom());
    assertThrows(UnsoundFeatureException.class, () -> enormous.apply(rows));
  }

  @Test
  void apply_featureThatIsNoFlatRow_isRefused() {
    for (Shape shape : new Shape[] {Shape.of(8), Shape.of(1, 2, 4), Shape.of(8, 0)}) {
      Tensor feature = Tensor.allocate(shape);
      assertThrows(IllegalArgumentException.class, () -> permanent(1).apply(feature));
      assertThrows(IllegalArgumentException.class, () -> fresh(new SecureRandom()).apply(feature));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void new_sigmaOutOfRange_isRefused(double sigma) {
    RandomGenerator random = new SecureRandom();
    assertThrows(IllegalArgumentException.class, () -> new Disguise.Fresh(sigma, random));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Disguise.Permanent(sigma, EXTRACTOR, secret(1), 0));
  }
}
