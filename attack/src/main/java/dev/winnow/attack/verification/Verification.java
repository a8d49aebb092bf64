package dev.winnow.attack.verification;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether an attacker can tell that two features are of one person, whom it has never seen (an open
 * set): it learns what sets people apart from half of them, and is asked about pairs of the others.
 */
public final class Verification {
  private static final int GENUINE_EACH = 200;
  private static final int IMPOSTORS = 100_000;
  private static final int GENUINE_ACROSS = 20;
  private static final int IMPOSTORS_ACROSS = 200;

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
   * @param labels what the service says about each: the primary label
   * @param seed of the draws
   * @param threads that compute
   * @return equal error rate, area and true positives of each score: {@code pca}, the baseline;
   *     {@code whitened}; {@code discriminant}; {@code lda}; {@code label-aware}, which combines
   *     these with the labels. The intervals are over the people of the pairs
   * @throws NobodyToVerifyException if there are fewer than two people on either side, or nobody
   *     has two captures
   * @throws IllegalArgumentException if there are not as many people and labels as rows
   */
  public static List<Measurement> of(
      Tensor rows, List<Integer> people, List<String> labels, long seed, int threads) {
    return recognitions(rows, people, labels, seed, threads).stream()
        .flatMap(recognition -> recognition.measurement(seed).stream())
        .toList();
  }

  /**
   * Requires that there are people enough, before anything that takes minutes.
   *
   * @throws NobodyToVerifyException if there are fewer than two on either side
   */
  public static void requireEnough(int people) {
    if (people / 2 < 2) {
      throw new NobodyToVerifyException(people + " people");
    }
  }

  /**
   * The same before it is measured, so that one view of captures can be set against another. What
   * {@code label-aware} makes of rows that hold nothing but the label is the same attacker given
   * the label alone; how far its area {@linkplain VerificationScores#above exceeds} that is what
   * the rows tell beyond the label.
   *
   * @return one for each score
   */
  public static List<VerificationScores> recognitions(
      Tensor rows, List<Integer> people, List<String> labels, long seed, int threads) {
    return recognitions(new Views(rows, rows, rows), false, people, labels, seed, threads);
  }

  /**
   * The same captures as somebody who learns, holds and asks sees them, a row each in the same
   * order. An attacker who only knows captures before a filter learned from those and holds those
   * of whom it looks for, and is asked about what left the filter.
   *
   * @param learned of whom the attacker knows
   * @param enrolled what it holds of others
   * @param asked what it is asked about
   */
  public record Views(Tensor learned, Tensor enrolled, Tensor asked) {}

  /**
   * Has an attacker hold captures of one view up to captures of another: of everybody whom it does
   * not know, one half of the captures is enrolled and the other half asked about.
   *
   * @param views of the captures
   * @return one for each score
   * @throws NobodyToVerifyException if there are fewer than two people on either side, or people of
   *     one capture each
   * @throws IllegalArgumentException if there are not as many people and labels as rows
   */
  public static List<VerificationScores> against(
      Views views, List<Integer> people, List<String> labels, long seed, int threads) {
    return recognitions(views, true, people, labels, seed, threads);
  }

  private static List<VerificationScores> recognitions(
      Views views,
      boolean across,
      List<Integer> people,
      List<String> labels,
      long seed,
      int threads) {
    int count = views.asked.shape().dim(0);
    if (count != people.size() || labels.size() != people.size()) {
      throw new IllegalArgumentException(
          "%d rows show %d people and have %d labels"
              .formatted(count, people.size(), labels.size()));
    }
    Random random = new Random(seed);
    List<Integer> drawn = new ArrayList<>(new TreeSet<>(people));
    Collections.shuffle(drawn, random);
    Map<Integer, Integer> learned = numbered(drawn.subList(0, drawn.size() / 2));
    Map<Integer, Integer> strangers = numbered(drawn.subList(drawn.size() / 2, drawn.size()));
    requireEnough(drawn.size());
    int[] known = rows(people, learned);
    int[] unknown = rows(people, strangers);
    // Of everybody's captures every other one: those of one person follow one another.
    int[] asked = across ? everyOther(unknown, 0) : unknown;
    int[] enrolled = across ? everyOther(unknown, 1) : new int[0];
    int[] compared = IntStream.concat(IntStream.of(asked), IntStream.of(enrolled)).toArray();
    List<Integer> shown = of(people, compared, strangers);
    PreparedData prepared =
        new AttackData(
                views.learned.gathered(known),
                of(people, known, learned),
                joined(views.asked.gathered(asked), views.enrolled, enrolled),
                shown)
            .prepared(threads);
    Pairs pairs = pairs(shown, asked.length, random);
    if (!pairs.same()[0]) {
      throw new NobodyToVerifyException("people of one capture each");
    }
    List<PairScore> scores = PairScore.all(prepared);
    double[] combined =
        LabelAware.of(prepared, of(labels, known), of(labels, compared), scores, pairs, seed);
    int[] numbers = shown.stream().mapToInt(Integer::intValue).toArray();
    // The cosine adds nothing to what is combined: it stands on the same discriminants.
    PairScore cosine = PairScore.cosine(scores.get(scores.size() - 1));
    return Stream.concat(
            Stream.concat(scores.stream(), Stream.of(cosine))
                .map(score -> VerificationScores.of(score, pairs, numbers)),
            Stream.of(VerificationScores.of("label-aware", combined, pairs, numbers)))
        .toList();
  }

  /** Among the first rows only, or of these and the others where there are any. */
  private static Pairs pairs(List<Integer> shown, int asked, Random random) {
    if (asked == shown.size()) {
      return Pairs.of(shown, GENUINE_EACH, IMPOSTORS, random);
    }
    return Pairs.across(
        shown.subList(0, asked),
        shown.subList(asked, shown.size()),
        GENUINE_ACROSS,
        Math.max(1, Math.min(IMPOSTORS_ACROSS, IMPOSTORS / asked)),
        random);
  }

  private static int[] everyOther(int[] rows, int first) {
    return IntStream.range(0, rows.length).filter(i -> i % 2 == first).map(i -> rows[i]).toArray();
  }

  private static Tensor joined(Tensor some, Tensor of, int[] others) {
    if (others.length == 0) {
      return some;
    }
    int count = some.shape().dim(0);
    int width = some.shape().size() / count;
    Tensor all = Tensor.allocate(Shape.of(count + others.length, width));
    all.rows(0, count).buffer().put(some.buffer().duplicate().rewind());
    Tensor more = of.gathered(others);
    all.rows(count, count + others.length).buffer().put(more.buffer().duplicate().rewind());
    return all;
  }

  /** The rows of some of the people. */
  private static int[] rows(List<Integer> people, Map<Integer, Integer> some) {
    return IntStream.range(0, people.size()).filter(i -> some.containsKey(people.get(i))).toArray();
  }

  private static List<Integer> of(List<Integer> people, int[] rows, Map<Integer, Integer> numbers) {
    return of(people, rows).stream()
        .map(person -> Objects.requireNonNull(numbers.get(person)))
        .toList();
  }

  private static <T> List<T> of(List<T> values, int[] rows) {
    return IntStream.of(rows).mapToObj(values::get).toList();
  }

  private static Map<Integer, Integer> numbered(List<Integer> people) {
    Map<Integer, Integer> numbers = new HashMap<>();
    people.forEach(person -> numbers.put(person, numbers.size()));
    return numbers;
  }
}
