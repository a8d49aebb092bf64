package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Names the person of the nearest known feature, by Euclidean distance between standardised
 * features (DPFE, section V; one neighbour). The score of a person is minus half the squared
 * distance of the nearest of that person's features, up to a constant per row.
 */
public record NearestNeighbour() implements Adversary {
  @Override
  public String word() {
    return "knn";
  }

  @Override
  public Scores scores(Prepared evidence) {
    float[][][] people = evidence.knownByPerson(evidence.known());
    return new Nearest(
        Arrays.stream(people)
            .map(own -> Arrays.stream(own).map(Point::of).toArray(Point[]::new))
            .toArray(Point[][]::new));
  }

  /**
   * A known feature p. Minus half its squared distance from x is x·p − |p|²/2, but for |x|²/2,
   * which is the same for everybody.
   */
  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Point(float[] values, float addend) {
    static Point of(float[] values) {
      double square = 0;
      for (float value : values) {
        square += (double) value * value;
      }
      return new Point(
          Arrays.copyOf(values, Products.padded(values.length)), (float) (-square / 2));
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Nearest(Point[][] people) implements Scores {
    @Override
    public int answers() {
      return people.length;
    }

    @Override
    public Block of(Tensor rows) {
      float[][] columns = Products.columns(rows);
      float[] room = new float[rows.shape().dim(0)];
      return (person, into) -> {
        Arrays.fill(into, Float.NEGATIVE_INFINITY);
        for (Point point : people[person]) {
          Products.raise(columns, point.values, point.addend, room, into);
        }
      };
    }
  }
}
