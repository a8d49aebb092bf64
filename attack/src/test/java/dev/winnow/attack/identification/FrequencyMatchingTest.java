package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequencyMatchingTest {
  private static final int CAPTURES = 400;
  private static final int NODES = 40;

  /** One value of two cells, −1 and 1; two of three captures lie in the first. */
  private static Tensor cells(Random random) {
    Tensor rows = Tensor.allocate(Shape.of(CAPTURES, 1));
    for (int i = 0; i < CAPTURES; i++) {
      rows.buffer().put(i, random.nextInt(3) > 0 ? -1 : 1);
    }
    return rows;
  }

  /** The share of captures of which the sign says the cell. */
  private static double read(Tensor rows, Tensor clean) {
    int right = 0;
    for (int i = 0; i < CAPTURES; i++) {
      right += rows.buffer().get(i) > 0 == clean.buffer().get(i) > 0 ? 1 : 0;
    }
    return (double) right / CAPTURES;
  }

  /** Noise four times as wide as the cells are apart: the sign of an answer is nearly a coin. */
  @Test
  void decoded_noiseThatIsAPseudonym_readsEveryCell() {
    Random random = new Random(1);
    double alone = 0;
    double matched = 0;
    for (int node = 0; node < NODES; node++) {
      Tensor clean = cells(random);
      Tensor sent = Pseudonyms.sent(clean, 8, true, random, node);
      alone += read(sent, clean) / NODES;
      matched += read(FrequencyMatching.decoded(sent, cells(random)), clean) / NODES;
    }

    assertTrue(matched > 0.95, "matched: " + matched);
    assertTrue(alone < 0.7, "answers alone: " + alone);
  }

  @Test
  void decoded_noiseThatIsDrawnAnew_staysAsItIs() {
    Random random = new Random(1);
    Tensor sent = Pseudonyms.sent(cells(random), 8, false, random);

    assertArrayEquals(sent.toArray(), FrequencyMatching.decoded(sent, cells(random)).toArray());
  }

  /** Ranks first, then the nearest; 9 came once, and there is no fourth feature for 40. */
  @Test
  void decoded_answersOfEqualRank_areMatchedToTheNearest() {
    Tensor answers = Tensor.of(Shape.of(12, 1), 5, 5, 5, 5, 20, 20, 30, 30, 9, 9.5f, 5, 20);
    Tensor same = Tensor.of(Shape.of(9, 1), 7, 7, 7, 7, 31, 31, 19, 19, 2);
    float[] decoded = FrequencyMatching.decoded(answers, same).toArray();

    assertArrayEquals(
        new float[] {7, 7, 7, 7, 31, 31, 19, 19, 9, 9.5f, 7, 31}, decoded, "ranks decide");
    Tensor tied = Tensor.of(Shape.of(4, 1), 30, 30, 20, 20);
    assertArrayEquals(
        new float[] {31, 31, 19, 19},
        FrequencyMatching.decoded(tied, Tensor.of(Shape.of(4, 1), 19, 19, 31, 31)).toArray());
    assertArrayEquals(
        new float[] {31, 31, 20, 20},
        FrequencyMatching.decoded(tied, Tensor.of(Shape.of(1, 1), 31)).toArray());
  }

  @Test
  void decoded_otherWidths_isRefused() {
    Tensor one = Tensor.of(Shape.of(1, 1), 1);
    Tensor two = Tensor.of(Shape.of(1, 2), 1, 2);

    assertThrows(IllegalArgumentException.class, () -> FrequencyMatching.decoded(one, two));
    assertEquals(1, FrequencyMatching.decoded(one, one).buffer().get(0));
  }
}
