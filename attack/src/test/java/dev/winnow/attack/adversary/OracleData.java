package dev.winnow.attack.adversary;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Features, and what scikit-learn and SciPy make of them: adversaries.py makes their answers. */
public final class OracleData {
  /** How many people there are. */
  public static final int PEOPLE = 12;

  /** How many unknown features each has. */
  public static final int UNKNOWN = 8;

  private static final int KNOWN = 20;
  private static final int WIDTH = 6;
  private static final Map<String, double[]> EXPECTED = answers();

  /** The features. */
  public static final PreparedData PREPARED = features().prepared(1);

  private OracleData() {}

  /** What the oracle gave under a name. */
  public static double[] expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name));
  }

  private static Map<String, double[]> answers() {
    Map<String, double[]> answers = new HashMap<>();
    var stream = Objects.requireNonNull(OracleData.class.getResourceAsStream("adversaries.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        answers.put(
            words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  /** As adversaries.py makes them, to the rounding of double sums. */
  private static AttackData features() {
    Random random = new Random(1);
    double[][] middles = matrix(random, PEOPLE);
    double[][] mix = matrix(random, WIDTH);
    Tensor known = rows(random, middles, mix, KNOWN);
    Tensor unknown = rows(random, middles, mix, UNKNOWN);
    return new AttackData(
        known, Synthetic.turns(PEOPLE, KNOWN), unknown, Synthetic.turns(PEOPLE, UNKNOWN));
  }

  private static Tensor rows(Random random, double[][] middles, double[][] mix, int each) {
    double[][] noise = matrix(random, PEOPLE * each);
    double[][] more = matrix(random, PEOPLE * each);
    Tensor rows = Tensor.allocate(Shape.of(PEOPLE * each, WIDTH));
    for (int row = 0; row < noise.length; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
          sum += (middles[row % PEOPLE][i] + noise[row][i] + more[row][i]) * mix[i][column];
        }
        rows.buffer().put(row * WIDTH + column, (float) sum);
      }
    }
    return rows;
  }

  private static double[][] matrix(Random random, int rows) {
    double[][] matrix = new double[rows][WIDTH];
    for (double[] row : matrix) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextFloat();
      }
    }
    return matrix;
  }
}
