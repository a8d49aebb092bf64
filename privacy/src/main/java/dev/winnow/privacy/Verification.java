package dev.winnow.privacy;

import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;

/**
 * Whether an attacker can tell that two features are of one person, whom it has never seen (an open
 * set): it learns what sets people apart from half of them, and is asked about pairs of the others.
 */
public final class Verification {
  private static final int GENUINE_EACH = 200;
  private static final int IMPOSTORS = 100_000;

  private Verification() {}

  /**
   * Draws half of the people as known to the attacker and measures on the others.
   *
   * <p>At most 200 pairs of each person and 100,000 pairs of two are drawn, so that memory grows
   * with the rows only. A rate of 1 in 1,000 is read off some hundred false alarms at most; where
   * there are fewer than 1,000 pairs of two people, it says little.
   *
   * @param rows features of any shape, one a row
   * @param people the number of the person on each
   * @param seed of the draws
   * @param threads that compute
   * @return equal error rate, area and true positives of each score: {@code pca}, the baseline;
   *     {@code whitened}; {@code discriminant}. The intervals are over the people of the pairs
   * @throws NobodyToVerifyException if there are fewer than two people on either side, or nobody
   *     has two captures
   */
  public static List<Measured> of(Tensor rows, List<Integer> people, long seed, int threads) {
    Random random = new Random(seed);
    List<Integer> drawn = new ArrayList<>(new TreeSet<>(people));
    Collections.shuffle(drawn, random);
    List<Integer> learned = drawn.subList(0, drawn.size() / 2);
    List<Integer> asked = drawn.subList(drawn.size() / 2, drawn.size());
    if (learned.size() < 2) {
      throw new NobodyToVerifyException(drawn.size() + " people");
    }
    Prepared prepared = prepared(rows, people, learned, asked, threads);
    Pairs pairs = Pairs.of(prepared.shown(), GENUINE_EACH, IMPOSTORS, random);
    if (!pairs.same()[0]) {
      throw new NobodyToVerifyException("people of one capture each");
    }
    int[] shown = prepared.shown().stream().mapToInt(Integer::intValue).toArray();
    List<Measured> all = new ArrayList<>();
    all.addAll(measured(PairScore.pca(prepared), pairs, shown, seed));
    all.addAll(measured(PairScore.whitened(prepared), pairs, shown, seed));
    all.addAll(measured(PairScore.discriminant(prepared), pairs, shown, seed));
    return all;
  }

  /** The measures of one score. */
  static List<Measured> measured(PairScore score, Pairs pairs, int[] people, long seed) {
    return measured(score.word(), score.of(pairs), pairs, people, seed);
  }

  /** The measures of scores of pairs that have a word. */
  static List<Measured> measured(
      String word, double[] scores, Pairs pairs, int[] people, long seed) {
    Roc roc = Roc.of(scores, pairs, people);
    Roc constant = Roc.of(new double[pairs.count()], pairs, people);
    int count = 1 + Arrays.stream(people).max().orElse(0);
    int[] once = new int[count];
    Arrays.fill(once, 1);
    double[] chance = constant.values(once);
    List<Estimate> estimates = Bootstrap.of(count, seed, roc::values);
    List<Measured> measured = new ArrayList<>();
    for (Measure measure : Roc.MEASURES) {
      int i = measured.size();
      measured.add(
          new Measured(word, measure, Measured.ALL, estimates.get(i), chance[i], pairs.count()));
    }
    return measured;
  }

  /** The rows of some people against those of others, each numbered from 0. */
  private static Prepared prepared(
      Tensor rows, List<Integer> people, List<Integer> learned, List<Integer> asked, int threads) {
    Map<Integer, Integer> numbers = numbered(learned);
    Map<Integer, Integer> others = numbered(asked);
    List<int[]> known = new ArrayList<>();
    List<Integer> knownPeople = new ArrayList<>();
    List<int[]> unknown = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    for (int row = 0; row < people.size(); row++) {
      Integer person = numbers.get(people.get(row));
      if (person != null) {
        known.add(new int[] {row});
        knownPeople.add(person);
      } else {
        unknown.add(new int[] {row});
        shown.add(Objects.requireNonNull(others.get(people.get(row))));
      }
    }
    return new Evidence(
            Pools.gathered(rows, known), knownPeople, Pools.gathered(rows, unknown), shown)
        .prepared(threads);
  }

  private static Map<Integer, Integer> numbered(List<Integer> people) {
    Map<Integer, Integer> numbers = new HashMap<>();
    people.forEach(person -> numbers.put(person, numbers.size()));
    return numbers;
  }
}
