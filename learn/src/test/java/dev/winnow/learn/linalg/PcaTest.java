package dev.winnow.learn.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.InvalidSettingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is scikit-learn's full PCA on the same features; pca.py makes its answer. */
class PcaTest {
  private static final int ROWS = 2000;
  private static final int WIDTH = 120;
  private static final int FACTORS = 100;
  private static final int DIMS = 8;

  /** What scikit-learn found: lines of a name and numbers. */
  @SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
  private record Line(String name, double[] values) {}

  @Test
  void components_moreFeaturesThanABlockAndWiderThanWhatIsCarried_spanWhatScikitLearnFinds()
      throws IOException {
    List<Line> expected = expected();
    PrincipalComponents found = components(features(), DIMS, 37);

    double[] mean = expected.get(0).values;
    for (int i = 0; i < WIDTH; i++) {
      assertEquals(mean[i], found.mean().buffer().get(i), 1e-5);
    }
    double[] variances = expected.get(1).values;
    assertArrayEquals(
        variances,
        found.variances().stream().mapToDouble(Double::doubleValue).toArray(),
        1e-3 * variances[DIMS - 1]);
    assertEquals(expected.get(2).values[0], found.explained(), 1e-4);
    List<double[]> directions = expected.subList(3, 3 + DIMS).stream().map(Line::values).toList();
    assertTrue(sine(directions, found.directions()) < 1e-3);
  }

  /** Shows that the comparison of subspaces notices one direction of eight that is wrong. */
  @Test
  void sine_ofSubspacesThatShareSevenOfEightDirections_isOne() throws IOException {
    PrincipalComponents nine = components(features(), DIMS + 1, 100);
    List<double[]> directions = expected().subList(3, 3 + DIMS).stream().map(Line::values).toList();
    Tensor other = nine.directions().rows(1, DIMS + 1);

    assertEquals(1, sine(directions, other), 1e-3);
  }

  @Test
  void components_whateverTheSizesOfTheParts_areTheSame() {
    Tensor features = features();
    PrincipalComponents one = components(features, 2, ROWS);
    PrincipalComponents other = components(features, 2, 7);

    assertArrayEquals(one.directions().toArray(), other.directions().toArray());
  }

  @Test
  void components_featuresInAPlane_explainAllInTwoDirectionsAndRefuseThree() {
    Random random = new Random(1);
    Tensor features = Tensor.allocate(Shape.of(50, 4));
    for (int row = 0; row < 50; row++) {
      float a = random.nextFloat();
      float b = random.nextFloat();
      features.rows(row, row + 1).buffer().put(new float[] {a, b, a + b, a - b});
    }

    assertEquals(1, components(features, 2, 50).explained(), 1e-9);
    var refusal =
        assertThrows(UnsuitableFeaturesException.class, () -> components(features, 3, 50));
    assertEquals(
        "the features vary in 2 directions only, not 3; ask for no more dims than that",
        refusal.getMessage());
  }

  /** A block of such rows has one eigenvalue and 257 that are rounding errors of 0. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300})
  void components_manyFeaturesOnALine_areFound(int width) {
    Random random = new Random(1);
    Tensor features = Tensor.allocate(Shape.of(1000, width));
    for (int row = 0; row < 1000; row++) {
      float[] feature = new float[width];
      Arrays.fill(feature, (float) Math.rint(random.nextGaussian()));
      features.rows(row, row + 1).buffer().put(feature);
    }

    assertEquals(1, components(features, 1, 1000).explained(), 1e-9);
  }

  @Test
  void components_fewerFeaturesThanDirections_saysHowMany() {
    var refusal =
        assertThrows(
            UnsuitableFeaturesException.class, () -> components(features().rows(0, 8), 8, 8));
    assertTrue(refusal.getMessage().startsWith("8 features are too few"), refusal.getMessage());
  }

  @Test
  void components_ofValuesThatAreNoNumbers_areRefused() {
    Tensor features = features().rows(0, 20);
    features.buffer().put(7, Float.NaN);

    assertThrows(UnsuitableFeaturesException.class, () -> components(features, 2, 20));
  }

  @Test
  void of_moreDirectionsThanValues_isRefused() {
    assertThrows(InvalidSettingException.class, () -> Pca.of(4, 5, 1));
  }

  private static PrincipalComponents components(Tensor features, int dims, int atOnce) {
    int rows = features.shape().dim(0);
    try (Pca pca = Pca.of(features.shape().dim(1), dims, 1)) {
      for (int row = 0; row < rows; row += atOnce) {
        pca.add(features.rows(row, Math.min(rows, row + atOnce)));
      }
      return pca.components();
    }
  }

  /** As pca.py makes them, number by number. */
  private static Tensor features() {
    Random random = new Random(1);
    DMatrixRMaj loadings = matrix(random, FACTORS, WIDTH);
    DMatrixRMaj scores = matrix(random, ROWS, FACTORS);
    DMatrixRMaj features = new DMatrixRMaj(ROWS, WIDTH);
    for (int i = 0; i < ROWS; i++) {
      for (int factor = 0; factor < FACTORS; factor++) {
        scores.set(i, factor, scores.get(i, factor) * 10 / (1 + factor));
      }
    }
    CommonOps_DDRM.mult(scores, loadings, features);
    Tensor tensor = Tensor.allocate(Shape.of(ROWS, WIDTH));
    for (int i = 0; i < ROWS * WIDTH; i++) {
      tensor.buffer().put(i, (float) (features.get(i) + 3));
    }
    return tensor;
  }

  private static DMatrixRMaj matrix(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.set(i, random.nextFloat() - 0.5);
    }
    return matrix;
  }

  /** The sine of the largest principal angle between two subspaces. */
  private static double sine(List<double[]> one, Tensor other) {
    int dims = other.shape().dim(0);
    DMatrixRMaj cosines = new DMatrixRMaj(one.size(), dims);
    for (int i = 0; i < one.size(); i++) {
      for (int j = 0; j < dims; j++) {
        float[] row = other.rows(j, j + 1).toArray();
        double product = 0;
        for (int k = 0; k < row.length; k++) {
          product += one.get(i)[k] * row[k];
        }
        cosines.set(i, j, product);
      }
    }
    double[] singular = SingularOps_DDRM.singularValues(cosines);
    double smallest = Math.min(1, singular[singular.length - 1]);
    return Math.sqrt(1 - smallest * smallest);
  }

  private static List<Line> expected() throws IOException {
    List<Line> lines = new ArrayList<>();
    var file = Objects.requireNonNull(PcaTest.class.getResourceAsStream("pca.txt"));
    try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int space = line.indexOf(' ');
        double[] values =
            Pattern.compile(" ")
                .splitAsStream(line.substring(space + 1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        lines.add(new Line(line.substring(0, space), values));
      }
    }
    return lines;
  }
}
