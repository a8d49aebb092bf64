package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.Columns;
import dev.winnow.core.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Frequency analysis: whoever knows how often each feature occurs among other people, and sees how
 * often each answer does, matches the most frequent answer to the most frequent feature, and so on
 * down the ranks. It needs not one answer of which the feature is known (Naveed, Kamara and Wright,
 * "Inference Attacks on Property-Preserving Encrypted Databases", CCS 2015, section 4.1, after
 * al-Kindī).
 *
 * <p>Of features, or answers, that occur equally often, ranks say nothing; there the nearest is
 * matched. An answer that came once has no frequency and stays as it is, so that noise drawn anew
 * for every answer gives nothing away.
 */
public final class FrequencyMatching {
  private FrequencyMatching() {}

  /** Equal rows. */
  @SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
  private record Group(int[] rows, float[] values) {
    int size() {
      return rows.length;
    }

    double apart(Group other) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        double apart = (double) values[i] - other.values[i];
        sum += apart * apart;
      }
      return sum;
    }
  }

  /**
   * Reads the answers of one node.
   *
   * @param answers one a row, of any shape; equal if all values are, bit for bit
   * @param background clean features of other people, as the extractor makes them before the noise
   *     (in the middle of their cells, where the noise is of cells), with rows of the same size
   * @return newly allocated, of the shape of the answers: for each the feature it is matched to;
   *     the answer itself where it came once, or there are no features left
   * @throws IllegalArgumentException if rows are of different sizes
   */
  public static Tensor decoded(Tensor answers, Tensor background) {
    if (answers.shape().row().size() != background.shape().row().size()) {
      throw new IllegalArgumentException(
          "answers of %d values and a background of %d"
              .formatted(answers.shape().row().size(), background.shape().row().size()));
    }
    Tensor decoded = Tensor.allocate(answers.shape());
    decoded.buffer().put(answers.buffer());
    List<Group> sent = ranked(answers).stream().filter(group -> group.size() > 1).toList();
    List<Group> features = ranked(background);
    for (int from = 0; from < Math.min(sent.size(), features.size()); ) {
      int to = tied(sent, from);
      List<Group> places = new ArrayList<>(features.subList(from, Math.min(to, features.size())));
      for (Group group : sent.subList(from, from + places.size())) {
        Group nearest = places.stream().min(Comparator.comparingDouble(group::apart)).orElseThrow();
        places.remove(nearest);
        for (int row : group.rows()) {
          decoded.rows(row, row + 1).buffer().put(nearest.values());
        }
      }
      from = to;
    }
    return decoded;
  }

  /** The most frequent first; of equals, whichever came first. */
  private static List<Group> ranked(Tensor rows) {
    Map<ByteBuffer, List<Integer>> equal = new LinkedHashMap<>();
    ByteBuffer[] keys = RowKey.of(rows);
    for (int row = 0; row < keys.length; row++) {
      equal.computeIfAbsent(keys[row], key -> new ArrayList<>()).add(row);
    }
    float[][] values = Columns.rows(rows);
    return equal.values().stream()
        .map(own -> own.stream().mapToInt(Integer::intValue).toArray())
        .map(own -> new Group(own, values[own[0]]))
        .sorted(Comparator.comparingInt(Group::size).reversed())
        .toList();
  }

  /** Behind the last group that is as large as one. */
  private static int tied(List<Group> ranked, int from) {
    int to = from;
    while (to < ranked.size() && ranked.get(to).size() == ranked.get(from).size()) {
      to++;
    }
    return to;
  }
}
