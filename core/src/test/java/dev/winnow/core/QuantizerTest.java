package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizerTest {
  private static final List<Interval> BOUNDS = List.of(new Interval(-1, 1), new Interval(0, 8));

  @Test
  void uniform_anyValue_becomesTheNearestLevelOfItsOwn() {
    Quantizer five = new Quantizer.Uniform(BOUNDS, 5);

    assertArrayEquals(new int[] {3, 1}, five.encode(new float[] {0.4f, 2.9f}));
    assertArrayEquals(new float[] {0.5f, 2}, five.rounded(new float[] {0.4f, 2.9f}));
    assertArrayEquals(new float[] {-1, 8}, five.rounded(new float[] {Float.NaN, 1e30f}));
    assertEquals(2, five.symbols());
  }

  /** The second value decides, since what is left of it is larger. */
  @Test
  void vector_anyValue_becomesTheNearestCodewordOfAll() {
    Quantizer two = new Quantizer.Vector(BOUNDS, List.of(List.of(-1.0, 6.0), List.of(1.0, 1.0)));

    assertArrayEquals(new float[] {-1, 6}, two.rounded(new float[] {0.9f, 5}));
    assertArrayEquals(new float[] {1, 1}, two.rounded(new float[] {0, Float.NaN}));
    assertEquals(1, two.symbols());
    assertEquals(2, two.alphabet());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 257})
  void uniform_levelsOutOfRange_areRefused(int levels) {
    assertThrows(IllegalArgumentException.class, () -> new Quantizer.Uniform(BOUNDS, levels));
  }

  @Test
  void vector_codewordsThatCannotBe_areRefused() {
    List<Double> word = List.of(0.0, 1.0);
    for (List<List<Double>> codewords :
        List.of(
            List.of(word),
            List.of(word, word),
            List.of(word, List.of(0.5)),
            List.of(word, List.of(0.5, 9.0)),
            List.of(word, List.of(Double.NaN, 1.0)),
            Collections.nCopies(257, word))) {
      assertThrows(IllegalArgumentException.class, () -> new Quantizer.Vector(BOUNDS, codewords));
    }
  }
}
