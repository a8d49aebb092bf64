package dev.winnow.attack.adversary;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Support vector machines with Gaussian kernels, one for each two people, each of which has a vote
 * (Cortes and Vapnik 1995; LIBSVM). Settings and scores are those of scikit-learn's {@code SVC}:
 * kernel exp(−γ·d²) with γ one over the values of a row times their variance, and votes, between
 * which the sum of margins decides.
 *
 * <p>Takes memory in proportion to people × rows, and time for each row that is named.
 *
 * @param cost of a row on the wrong side of its margin
 */
public record RbfSvmAdversary(double cost) implements Adversary {
  /** With the usual settings. */
  public static RbfSvmAdversary usual() {
    return new RbfSvmAdversary(1);
  }

  @Override
  public String word() {
    return "svm";
  }

  @Override
  public Scores scores(PreparedData data) {
    float[][][] people = data.knownByPerson(data.known());
    double gamma = gamma(data.known());
    BinarySvm[][] pairs = new BinarySvm[people.length][people.length];
    IntStream.range(0, people.length)
        .parallel()
        .forEach(
            one -> {
              for (int other = one + 1; other < people.length; other++) {
                pairs[one][other] = pair(people[one], people[other], gamma);
              }
            });
    return new Voting(people, gamma, pairs);
  }

  private BinarySvm pair(float[][] one, float[][] other, double gamma) {
    float[][] rows = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, rows, one.length, other.length);
    double[][] kernel = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        kernel[i][j] = kernel(rows[i], rows[j], gamma);
        kernel[j][i] = kernel[i][j];
      }
    }
    return BinarySvm.of(kernel, one.length, cost);
  }

  private static double kernel(float[] x, float[] y, double gamma) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double apart = x[i] - y[i];
      sum += apart * apart;
    }
    return Math.exp(-gamma * sum);
  }

  private static double gamma(Tensor rows) {
    int size = rows.shape().size();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      double value = rows.buffer().get(i);
      sum += value;
      squares += value * value;
    }
    double variance = squares / size - (sum / size) * (sum / size);
    return variance > 0 ? 1 / (variance * rows.shape().dim(1)) : 1;
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Voting(float[][][] people, double gamma, BinarySvm[][] pairs) implements Scores {
    @Override
    public int answers() {
      return people.length;
    }

    @Override
    public Block of(Tensor rows) {
      float[][] all = Columns.rows(rows);
      float[][] scores = Arrays.stream(all).map(this::votes).toArray(float[][]::new);
      return (person, into) -> {
        for (int row = 0; row < into.length; row++) {
          into[row] = scores[row][person];
        }
      };
    }

    private float[] votes(float[] row) {
      double[][] kernels = new double[people.length][];
      for (int person = 0; person < people.length; person++) {
        kernels[person] =
            Arrays.stream(people[person]).mapToDouble(known -> kernel(known, row, gamma)).toArray();
      }
      double[] votes = new double[people.length];
      double[] margins = new double[people.length];
      for (int one = 0; one < people.length; one++) {
        for (int other = one + 1; other < people.length; other++) {
          double margin = margin(pairs[one][other], kernels[one], kernels[other]);
          margins[one] += margin;
          margins[other] -= margin;
          votes[margin < 0 ? other : one]++;
        }
      }
      float[] scores = new float[people.length];
      for (int person = 0; person < people.length; person++) {
        // Margins, brought between −1/3 and 1/3, decide among people of as many votes.
        scores[person] =
            (float) (votes[person] + margins[person] / (3 * (Math.abs(margins[person]) + 1)));
      }
      return scores;
    }

    private static double margin(BinarySvm svm, double[] one, double[] other) {
      double sum = svm.bias();
      for (int i = 0; i < one.length; i++) {
        sum += svm.weights()[i] * one[i];
      }
      for (int i = 0; i < other.length; i++) {
        sum += svm.weights()[one.length + i] * other[i];
      }
      return sum;
    }
  }
}
