package dev.winnow.learn.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final Shape SHAPE = Shape.of(2, 2, 3);
  private static final float[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @Test
  void apply_none_copies() {
    float[] copy = new float[SAMPLE.length];

    Augmentation.NONE.apply(SAMPLE, SHAPE, new Random(1), FloatBuffer.wrap(copy));

    assertArrayEquals(SAMPLE, copy);
  }

  /** Sound backwards is another sound. */
  @Test
  void apply_noImage_copies() {
    float[] copy = new float[SAMPLE.length];

    new Augmentation(true, 1).apply(SAMPLE, Shape.of(12), new Random(1), FloatBuffer.wrap(copy));

    assertArrayEquals(SAMPLE, copy);
  }

  @Test
  void apply_flip_givesBothSides() {
    assertEquals(
        Set.of(
            List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f),
            List.of(3f, 2f, 1f, 6f, 5f, 4f, 9f, 8f, 7f, 12f, 11f, 10f)),
        outcomes(new Augmentation(true, 0)));
  }

  @Test
  void apply_shift_repeatsTheEdge() {
    Set<List<Float>> outcomes = outcomes(new Augmentation(false, 1));

    assertEquals(9, outcomes.size());
    assertEquals(
        true, outcomes.contains(List.of(5f, 6f, 6f, 5f, 6f, 6f, 11f, 12f, 12f, 11f, 12f, 12f)));
  }

  /** In 200 draws each of nine outcomes is missed with a probability below 1e-9. */
  private static Set<List<Float>> outcomes(Augmentation augmentation) {
    Random random = new Random(1);
    Set<List<Float>> outcomes = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      float[] changed = new float[SAMPLE.length];
      augmentation.apply(SAMPLE, SHAPE, random, FloatBuffer.wrap(changed));
      outcomes.add(
          IntStream.range(0, changed.length)
              .mapToObj(at -> changed[at])
              .collect(Collectors.toList()));
    }
    return outcomes;
  }
}
