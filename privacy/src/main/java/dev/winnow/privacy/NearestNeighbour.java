package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * Names the person of the nearest known feature, by Euclidean distance between standardised
 * features (DPFE, section V; one neighbour).
 */
public record NearestNeighbour() implements Adversary {
  @Override
  public String word() {
    return "knn";
  }

  @Override
  public double topOne(Prepared evidence) {
    float[][] known = rows(evidence.known());
    float[][] unknown = rows(evidence.unknown());
    long right =
        IntStream.range(0, unknown.length)
            .parallel()
            .filter(
                i -> {
                  int person = evidence.knownPeople().get(nearest(unknown[i], known));
                  return person == evidence.unknownPeople().get(i);
                })
            .count();
    return (double) right / unknown.length;
  }

  /** The first of the nearest, so that ties do not depend on the order of work. */
  private static int nearest(float[] row, float[][] known) {
    int nearest = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < known.length; i++) {
      float distance = squaredDistance(row, known[i], least);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Four sums at a time, and no further than what is too far already. */
  private static float squaredDistance(float[] a, float[] b, float most) {
    float sum = 0;
    int i = 0;
    while (i + 512 <= a.length && sum < most) {
      sum += squaredDistance(a, b, i, i + 512);
      i += 512;
    }
    return sum < most ? sum + squaredDistance(a, b, i, a.length) : sum;
  }

  private static float squaredDistance(float[] a, float[] b, int from, int to) {
    float one = 0;
    float two = 0;
    float three = 0;
    float four = 0;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      one += (a[i] - b[i]) * (a[i] - b[i]);
      two += (a[i + 1] - b[i + 1]) * (a[i + 1] - b[i + 1]);
      three += (a[i + 2] - b[i + 2]) * (a[i + 2] - b[i + 2]);
      four += (a[i + 3] - b[i + 3]) * (a[i + 3] - b[i + 3]);
    }
    for (; i < to; i++) {
      one += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return one + two + three + four;
  }

  private static float[][] rows(Tensor tensor) {
    int width = tensor.shape().row().size();
    float[][] rows = new float[tensor.shape().dim(0)][width];
    FloatBuffer values = tensor.buffer();
    for (float[] row : rows) {
      values.get(row);
    }
    return rows;
  }
}
