package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.PcaProjection;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A reduction and its arithmetic in double precision. */
record Projection(PcaProjection reduction) {
  /**
   * Sums of d products in single precision, each rounded to 6e-8 of a partial sum: measured, at
   * most 1.1e-6 of the largest coordinate, at d = 100,352.
   */
  private static final double RELATIVE = 1e-5;

  /** Random directions, made orthonormal by Gram and Schmidt, and deviations that differ. */
  static Projection random(Shape feature, int dims, double mean) {
    int width = feature.size();
    Nets nets = new Nets(11);
    double[][] directions = new double[dims][];
    for (int i = 0; i < dims; i++) {
      directions[i] = doubles(nets.normal(Shape.of(width), 1));
      for (int j = 0; j < i; j++) {
        double along = product(directions[i], directions[j]);
        for (int n = 0; n < width; n++) {
          directions[i][n] -= along * directions[j][n];
        }
      }
      double length = Math.sqrt(product(directions[i], directions[i]));
      for (int n = 0; n < width; n++) {
        directions[i][n] /= length;
      }
    }
    Tensor centre = nets.normal(Shape.of(width), 0.1);
    FloatBuffer values = centre.buffer();
    for (int n = 0; n < width; n++) {
      values.put(n, (float) (values.get(n) + mean));
    }
    return new Projection(
        new PcaProjection(
            centre,
            tensor(directions, width),
            deviations(dims),
            centres(dims),
            OptionalDouble.empty()));
  }

  Projection clippedAt(double clip) {
    return new Projection(reduction.withClip(clip));
  }

  double deviation(int direction) {
    return reduction.deviations().get(direction);
  }

  double centre(int direction) {
    return reduction.centre().get(direction);
  }

  /** The reduced feature of each row. */
  double[][] reduce(Tensor features) {
    double[] mean = doubles(reduction.mean());
    double[][] directions = rows(reduction.components());
    double[][] wide = rows(features.reshape(Shape.of(features.shape().dim(0), mean.length)));
    double[][] reduced = new double[wide.length][directions.length];
    for (int row = 0; row < reduced.length; row++) {
      for (int i = 0; i < directions.length; i++) {
        double sum = 0;
        for (int n = 0; n < mean.length; n++) {
          sum += (wide[row][n] - mean[n]) * directions[i][n];
        }
        reduced[row][i] = clipped(i, sum);
      }
    }
    return reduced;
  }

  /** What the analyzer's first part once took. */
  Tensor restore(double[][] reduced, Shape shape) {
    double[] mean = doubles(reduction.mean());
    double[][] directions = rows(reduction.components());
    Tensor restored = Tensor.allocate(shape);
    FloatBuffer into = restored.buffer();
    for (double[] row : reduced) {
      for (int n = 0; n < mean.length; n++) {
        double sum = mean[n];
        for (int i = 0; i < directions.length; i++) {
          sum += row[i] * directions[i][n];
        }
        into.put((float) sum);
      }
    }
    return restored;
  }

  void assertClose(double[][] expected, Tensor found) {
    assertEquals(Shape.of(expected.length, reduction.dims()), found.shape());
    double largest = 0;
    for (double[] row : expected) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double[][] rows = rows(found);
    for (int row = 0; row < expected.length; row++) {
      for (int i = 0; i < reduction.dims(); i++) {
        assertEquals(expected[row][i], rows[row][i], RELATIVE * largest);
      }
    }
  }

  /** A tensor's rows. */
  double[][] rows(Tensor tensor) {
    double[][] rows = new double[tensor.shape().dim(0)][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = doubles(tensor.rows(row, row + 1));
    }
    return rows;
  }

  private double clipped(int direction, double value) {
    if (reduction.clip().isEmpty()) {
      return value;
    }
    double reach = reduction.clip().getAsDouble() * deviation(direction);
    double middle = centre(direction);
    return Math.max(middle - reach, Math.min(middle + reach, value));
  }

  private static List<Double> deviations(int dims) {
    List<Double> deviations = new ArrayList<>();
    for (int i = 0; i < dims; i++) {
      deviations.add(2.0 / (i + 1));
    }
    return deviations;
  }

  private static List<Double> centres(int dims) {
    List<Double> centre = new ArrayList<>();
    for (int i = 0; i < dims; i++) {
      centre.add(0.1 * i - 0.2);
    }
    return centre;
  }

  private static Tensor tensor(double[][] rows, int width) {
    Tensor tensor = Tensor.allocate(Shape.of(rows.length, width));
    FloatBuffer into = tensor.buffer();
    for (double[] row : rows) {
      for (double value : row) {
        into.put((float) value);
      }
    }
    return tensor;
  }

  private static double[] doubles(Tensor tensor) {
    float[] values = tensor.toArray();
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
