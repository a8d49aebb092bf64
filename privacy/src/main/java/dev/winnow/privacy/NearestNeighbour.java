package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.Arrays;

/**
 * Names the person of the nearest known feature, by Euclidean distance between standardised
 * features (DPFE, section V; one neighbour). The score of a person is minus the squared distance of
 * the nearest of that person's features.
 */
public record NearestNeighbour() implements Adversary {
  @Override
  public String word() {
    return "knn";
  }

  @Override
  public Scores scores(Prepared evidence) {
    return new Nearest(evidence.knownByPerson(evidence.known()));
  }

  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  private record Nearest(float[][][] people) implements Scores {
    @Override
    public int answers() {
      return people.length;
    }

    @Override
    public float[][] of(Tensor rows) {
      float[][] columns = Columns.of(rows);
      float[] room = new float[rows.shape().dim(0)];
      float[][] scores = new float[people.length][room.length];
      for (int person = 0; person < people.length; person++) {
        Arrays.fill(scores[person], Float.NEGATIVE_INFINITY);
        for (float[] known : people[person]) {
          Columns.raise(columns, known, room, scores[person]);
        }
      }
      return scores;
    }
  }
}
