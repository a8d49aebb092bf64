package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.NearestNeighbour;
import dev.winnow.attack.adversary.PreparedData;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodebookTest {
  private static final int PEOPLE = 60;
  private static final int UNKNOWN = 10;
  private static final int WIDTH = 8;

  /** Captures of people, clean, and what a node sends about them. */
  private record Sent(Tensor known, Tensor unknown, Tensor knownSent, Tensor unknownSent) {}

  /**
   * People's middles and captures vary in the first values, by 10 and by 1.5; noise of σ = 2 hides
   * all of them, and cells are half as wide.
   */
  private static Sent sent(int varying, int known, boolean permanent) {
    Random random = new Random(3);
    double[][] middles = new double[PEOPLE][varying];
    for (double[] middle : middles) {
      for (int i = 0; i < varying; i++) {
        middle[i] = (varying == WIDTH ? 1 : 10) * random.nextGaussian();
      }
    }
    Tensor learned = clean(Synthetic.turns(PEOPLE, known), middles, random);
    Tensor asked = clean(Synthetic.turns(PEOPLE, UNKNOWN), middles, random);
    return new Sent(
        learned,
        asked,
        Pseudonyms.sent(learned, 2, permanent, random),
        Pseudonyms.sent(asked, 2, permanent, random));
  }

  private static Tensor clean(List<Integer> people, double[][] middles, Random random) {
    Tensor rows = Tensor.allocate(Shape.of(people.size(), WIDTH));
    for (int row = 0; row < people.size(); row++) {
      double[] middle = middles[people.get(row)];
      for (int i = 0; i < middle.length; i++) {
        double value = Math.rint(middle[i] + 1.5 * random.nextGaussian());
        rows.buffer().put(row * WIDTH + i, (float) value);
      }
    }
    return rows;
  }

  /** What the strongest of four adversaries names. */
  private static double named(Tensor known, Tensor unknown) {
    PreparedData prepared =
        new AttackData(
                known,
                Synthetic.turns(PEOPLE, known.shape().dim(0) / PEOPLE),
                unknown,
                Synthetic.turns(PEOPLE, UNKNOWN))
            .prepared(1);
    return Stream.of(
            new NearestNeighbour(), GaussianKde.own(), GaussianKde.pooled(), GaussianKde.white())
        .mapToDouble(adversary -> Ranking.of(adversary, prepared).mean(Metric.TOP_ONE))
        .max()
        .orElseThrow();
  }

  private static double decoded(Sent sent) {
    Codebook book = Codebook.of(sent.known(), sent.knownSent());
    Tensor rows = book.rows(sent.unknownSent());
    int known = sent.known().shape().dim(0);
    return named(rows.rows(0, known), rows.rows(known, rows.shape().dim(0)));
  }

  @Test
  void rows_noiseThatIsAPseudonym_nameClearlyMorePeople() {
    Sent sent = sent(2, 15, true);
    double plain = named(sent.knownSent(), sent.unknownSent());
    double decoded = decoded(sent);

    double found = Codebook.of(sent.known(), sent.knownSent()).found(sent.unknownSent());
    assertTrue(found > 0.4, "read outright: " + found);
    assertTrue(decoded > plain + 0.06, plain + " and " + decoded);
  }

  /**
   * Features vary in all values alike, as the noise does. Of 600 rows, .06 is three deviations of a
   * difference of two shares near .3 that share half of their luck.
   */
  @Test
  void rows_noiseThatIsDrawnAnew_nameNoMorePeople() {
    Sent sent = sent(WIDTH, 15, false);
    double plain = named(sent.knownSent(), sent.unknownSent());

    assertEquals(0, Codebook.of(sent.known(), sent.knownSent()).found(sent.unknownSent()));
    assertTrue(plain > 2.0 / PEOPLE, "answers alone: " + plain);
    assertEquals(plain, decoded(sent), 0.06);
  }

  /** Two captures of .5 and 1.5 that got one answer, and one of −2; what is new is filtered. */
  @Test
  void decoded_answerSeenBefore_isTheMeanOfItsFeatures() {
    Codebook book =
        Codebook.of(Tensor.of(Shape.of(3, 1), 0.5f, 1.5f, -2), Tensor.of(Shape.of(3, 1), 7, 7, -9));
    float[] decoded = book.decoded(Tensor.of(Shape.of(3, 1), 7, -9, 0)).toArray();

    // Features: mean 0, variance 3.25. Added were 6.5, 5.5 and -7: mean 5/3, variance 56.583.
    assertArrayEquals(
        new float[] {1, -2, (float) (3.25 / (3.25 + 56.583) * -5 / 3)}, decoded, 1e-4f);
    assertEquals(0.5, book.found(Tensor.of(Shape.of(2, 1), 7, 8)));
  }

  @Test
  void decoded_nothingVaries_isTheFeature() {
    Tensor same = Tensor.of(Shape.of(2, 2), 1, 2, 1, 2);
    float[] decoded = Codebook.of(same, same).decoded(Tensor.of(Shape.of(1, 2), 5, 5)).toArray();

    assertArrayEquals(new float[] {1, 2}, decoded, 1e-3f);
  }

  @Test
  void of_otherShapes_isRefused() {
    Tensor two = Tensor.of(Shape.of(2, 1), 1, 2);
    Tensor wide = Tensor.of(Shape.of(1, 2), 1, 2);

    assertThrows(IllegalArgumentException.class, () -> Codebook.of(two, wide));
    assertThrows(IllegalArgumentException.class, () -> Codebook.of(two, two).decoded(wide));
    assertThrows(IllegalArgumentException.class, () -> Codebook.of(two, two).found(wide));
  }
}
