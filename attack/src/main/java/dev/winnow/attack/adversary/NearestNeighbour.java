package dev.winnow.attack.adversary;

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
  public Scores scores(PreparedData data) {
    float[][][] people = data.knownByPerson(data.known());
    return new Nearest(Arrays.stream(people).map(BoundingBall::of).toArray(BoundingBall[]::new));
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Nearest(BoundingBall[] people) implements Scores {
    @Override
    public int answers() {
      return people.length;
    }

    @Override
    public Block of(Tensor rows) {
      return new Rows(people, Products.columns(rows), new float[rows.shape().dim(0)]);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(BoundingBall[] people, float[][] columns, float[] room)
      implements Scores.Block {
    @Override
    public void score(int person, float[] into) {
      Arrays.fill(into, Float.NEGATIVE_INFINITY);
      for (Point point : people[person].points()) {
        Products.raise(columns, into.length, point.values(), point.addend(), room, into);
      }
    }

    @Override
    public Scores.Rivals rivals(float[] right) {
      return new BallPruning(people, columns, right);
    }
  }
}
