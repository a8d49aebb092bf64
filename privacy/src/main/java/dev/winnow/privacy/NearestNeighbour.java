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
    return new Nearest(Arrays.stream(people).map(Ball::of).toArray(Ball[]::new));
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Nearest(Ball[] people) implements Scores {
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
  private record Rows(Ball[] people, float[][] columns, float[] room) implements Scores.Block {
    @Override
    public void score(int person, float[] into) {
      Arrays.fill(into, Float.NEGATIVE_INFINITY);
      for (Point point : people[person].points()) {
        Products.raise(columns, into.length, point.values(), point.addend(), room, into);
      }
    }

    @Override
    public Scores.Rivals rivals(float[] right) {
      return new Near(people, columns, right);
    }
  }
}
