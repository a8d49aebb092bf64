package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  /** Two cells 5 σ apart, along a line that is no axis: (3, 4) · 2 cells. */
  private static final Anchors PAIR = new Anchors(List.of(List.of(0, 0), List.of(6, 8)));

  @Test
  void holds_noiseShortOfTheMiddle_doesAndBeyondDoesNot() {
    assertTrue(PAIR.holds(0, new double[] {1.4, 1.9}));
    assertFalse(PAIR.holds(0, new double[] {1.6, 2.1}));
    // Away from the other anchor it may be as long as it likes, and across too.
    assertTrue(PAIR.holds(0, new double[] {-30, -40}));
    assertTrue(PAIR.holds(0, new double[] {40, -30}));
    assertTrue(PAIR.holds(1, new double[] {1.6, 2.1}));
  }

  /** 2 Φ(−2.5) = 0.01242 by the tables; a bound must not be below it, and need not be far above. */
  @Test
  void refused_twoAnchors_isALittleMoreThanTheTablesSay() {
    assertTrue(PAIR.refused() > 0.01242 && PAIR.refused() < 0.0145, PAIR.refused() + "");
  }

  /**
   * Three anchors in a plane, drawn 200,000 times: the share is below the bound by 9 deviations.
   */
  @Test
  void refused_threeAnchors_isNotExceeded() {
    Anchors three = new Anchors(List.of(List.of(0, 0), List.of(8, 0), List.of(0, 9)));
    Random random = new Random(5);
    long refused =
        IntStream.range(0, 200_000)
            .filter(draw -> IntStream.range(0, 3).anyMatch(i -> !three.holds(i, drawn(random))))
            .count();

    assertTrue(refused / 200_000.0 < three.refused(), refused + " of " + three.refused());
    assertTrue(refused / 200_000.0 > 0.7 * three.refused(), refused + " of " + three.refused());
  }

  private static double[] drawn(Random random) {
    return new double[] {random.nextGaussian(), random.nextGaussian()};
  }

  @Test
  void refused_noAnchors_isZero() {
    assertEquals(0, Anchors.NONE.refused());
    assertTrue(Anchors.NONE.isEmpty());
  }

  @Test
  void new_oneCellTwiceOrOfAnotherLengthOrTooMany_isRefused() {
    List<Integer> one = List.of(1);
    List<List<Integer>> many = IntStream.range(0, 257).mapToObj(List::of).toList();
    for (List<List<Integer>> cells :
        List.of(List.of(one), Collections.nCopies(2, one), List.of(one, List.of(1, 2)), many)) {
      assertThrows(IllegalArgumentException.class, () -> new Anchors(cells));
    }
  }
}
