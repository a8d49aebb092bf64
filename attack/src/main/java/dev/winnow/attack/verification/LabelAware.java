package dev.winnow.attack.verification;

import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A pair score that combines distances with the labels of both captures, which the service says
 * anyway: logistic regression on the scores of a pair, on whether both have the same label, and on
 * which it is.
 *
 * <p>It learns on pairs of people whom the attacker knows. A discriminant is sure of the very
 * people it learned from, so for these pairs one is used that learned from others (stacked
 * generalisation: Wolpert 1992, Neural Networks 5); where there are too few people for that, the
 * same. No score has a negative weight: what is alike is never taken for two people for being alike
 * (Breiman 1996, "Stacked Regressions", Machine Learning 24), whatever a few people suggest.
 */
final class LabelAware {
  private static final int FOLDS = 5;
  private static final int GENUINE_EACH = 100;
  private static final int IMPOSTORS = 20_000;
  private static final double RIDGE = 0.1;

  /** Of more labels, only the commonest are told from one another. */
  private static final int LABELS = 32;

  /** The scores, each of them where labels agree and where they do not, and the constant. */
  private static final int SCORES = 3;

  private final List<String> labels;
  private final double[] mean;
  private final double[] scale;
  private final NewtonLogistic odds;

  private LabelAware(List<String> labels, Learned learned, int people) {
    this.labels = labels;
    this.mean = new double[SCORES];
    this.scale = new double[SCORES];
    standardise(learned.scores);
    double[][] rows = new double[learned.scores.size()][];
    boolean[] same = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(learned.scores.get(i), learned.first.get(i), learned.second.get(i));
      same[i] = learned.same.get(i);
    }
    this.odds = fitted(rows, same, people);
  }

  /** Leaves out scores that would speak against one person where they are high, until none does. */
  private static NewtonLogistic fitted(double[][] rows, boolean[] same, int people) {
    NewtonLogistic odds = NewtonLogistic.of(rows, same, people, RIDGE);
    int[] against =
        IntStream.range(0, 2 * SCORES).filter(column -> odds.weights()[column] < 0).toArray();
    if (against.length == 0) {
      return odds;
    }
    for (double[] row : rows) {
      for (int column : against) {
        row[column] = 0; // A column of zeros gets no weight.
      }
    }
    return fitted(rows, same, people);
  }

  /** Pairs to learn from. */
  private static final class Learned {
    final List<double[]> scores = new ArrayList<>();
    final List<String> first = new ArrayList<>();
    final List<String> second = new ArrayList<>();
    final List<Boolean> same = new ArrayList<>();

    void add(List<PairScore> by, Pairs pairs, List<String> labels) {
      double[][] all = scores(by, pairs);
      for (int i = 0; i < pairs.count(); i++) {
        scores.add(all[i]);
        first.add(labels.get(pairs.first()[i]));
        second.add(labels.get(pairs.second()[i]));
        same.add(pairs.same()[i]);
      }
    }
  }

  /**
   * Learns from the known rows and scores pairs of unknown ones.
   *
   * @param known label of each known row
   * @param unknown label of each unknown row
   * @param by the scores of the unknown rows: {@link PairScore#all}
   * @param seed of the folds and the pairs that are learned from
   * @return for each pair, high if it is of one person
   */
  static double[] of(
      PreparedData data,
      List<String> known,
      List<String> unknown,
      List<PairScore> by,
      Pairs pairs,
      long seed) {
    long people = data.knownPeople().stream().distinct().count();
    LabelAware learned =
        new LabelAware(commonest(known), learned(data, known, new Random(seed)), (int) people);
    double[][] scores = scores(by, pairs);
    double[] combined = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      combined[i] =
          learned.odds.of(
              learned.row(
                  scores[i], unknown.get(pairs.first()[i]), unknown.get(pairs.second()[i])));
    }
    return combined;
  }

  private static Learned learned(PreparedData data, List<String> labels, Random random) {
    List<Integer> people = new ArrayList<>(data.knownPeople().stream().distinct().toList());
    Collections.shuffle(people, random);
    int folds = Math.min(FOLDS, people.size() / 2);
    Learned learned = new Learned();
    for (int fold = 0; fold < folds; fold++) {
      List<Integer> out = new ArrayList<>();
      for (int i = fold; i < people.size(); i += folds) {
        out.add(people.get(i));
      }
      int[] held = rows(data, out, true);
      int[] rest = folds == 1 ? held : rows(data, out, false);
      List<Integer> shown = IntStream.of(held).mapToObj(data.knownPeople()::get).toList();
      Pairs pairs = Pairs.of(shown, GENUINE_EACH, IMPOSTORS / folds, random);
      learned.add(
          PairScore.all(split(data, rest, held)),
          pairs,
          IntStream.of(held).mapToObj(labels::get).toList());
    }
    return learned;
  }

  private static int[] rows(PreparedData data, List<Integer> people, boolean of) {
    return IntStream.range(0, data.knownPeople().size())
        .filter(row -> people.contains(data.knownPeople().get(row)) == of)
        .toArray();
  }

  private static PreparedData split(PreparedData data, int[] learned, int[] asked) {
    Tensor rows = data.known();
    List<Integer> people = data.knownPeople();
    List<Integer> shown = IntStream.of(asked).mapToObj(people::get).toList();
    return new PreparedData(
        rows.gathered(learned),
        IntStream.of(learned).mapToObj(people::get).toList(),
        rows.gathered(asked),
        shown,
        shown);
  }

  private static double[][] scores(List<PairScore> by, Pairs pairs) {
    double[][] scores = new double[pairs.count()][by.size()];
    for (int j = 0; j < by.size(); j++) {
      double[] of = by.get(j).of(pairs);
      for (int i = 0; i < of.length; i++) {
        scores[i][j] = of[i];
      }
    }
    return scores;
  }

  private void standardise(List<double[]> scores) {
    for (int j = 0; j < SCORES; j++) {
      int column = j;
      double[] values = scores.stream().mapToDouble(row -> row[column]).toArray();
      mean[j] = Arrays.stream(values).average().orElseThrow();
      double middle = mean[j];
      double variance =
          Arrays.stream(values).map(x -> (x - middle) * (x - middle)).average().orElseThrow();
      scale[j] = variance > 1e-12 * (1 + middle * middle) ? 1 / Math.sqrt(variance) : 0;
    }
  }

  private double[] row(double[] scores, String first, String second) {
    boolean same = first.equals(second);
    double[] row = new double[2 * SCORES + 2 + labels.size()];
    for (int j = 0; j < SCORES; j++) {
      row[same ? j : SCORES + j] = (scores[j] - mean[j]) * scale[j];
    }
    row[2 * SCORES] = 1;
    row[2 * SCORES + 1] = same ? 1 : 0;
    int label = same ? labels.indexOf(first) : -1;
    if (label >= 0) {
      row[2 * SCORES + 2 + label] = 1;
    }
    return row;
  }

  private static List<String> commonest(List<String> labels) {
    Map<String, Integer> counts = new TreeMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(LABELS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
