package dev.winnow.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Shape;
import dev.winnow.data.Augmentation;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageAugmentationTest {
  private static final Shape SHAPE = Shape.of(2, 2, 3);
  private static final ImageSpec SPEC =
      ImagePreprocessorTest.plain(3, 2, 1, ImageSpec.Fit.STRETCH, ImageSpec.Colour.RGB);
  private static final float[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @Test
  void apply_none_copies() {
    float[] copy = new float[SAMPLE.length];

    new ImageAugmentation(SHAPE, false, 0).apply(SAMPLE, new Random(1), FloatBuffer.wrap(copy));

    assertArrayEquals(SAMPLE, copy);
  }

  @Test
  void apply_flip_givesBothSides() {
    assertEquals(
        Set.of(
            List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f),
            List.of(3f, 2f, 1f, 6f, 5f, 4f, 9f, 8f, 7f, 12f, 11f, 10f)),
        outcomes(new ImageAugmentation(SHAPE, true, 0)));
  }

  @Test
  void apply_shift_repeatsTheEdge() {
    Set<List<Float>> outcomes = outcomes(new ImageAugmentation(SHAPE, false, 1));

    assertEquals(9, outcomes.size());
    assertEquals(
        true, outcomes.contains(List.of(5f, 6f, 6f, 5f, 6f, 6f, 11f, 12f, 12f, 11f, 12f, 12f)));
  }

  /** Checkpoints of earlier runs state these words. */
  @Test
  void text_standard_isAsItWas() {
    var images = new ImageModality();

    assertEquals(
        "Augmentation[flip=true, shift=4]",
        images.augmentation(SPEC, images.variations()).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turn  | 1   | images do not vary by "turn"; known are flip and shift
          flip  | 2   | flip is 2.0 and must be 0 or 1
          shift | -1  | shift is -1 and must be at least 0
          shift | 1.5 | shift is 1.5 and must be a whole number
          """)
  void of_unknownOrOutOfRange_isRefused(String name, double strength, String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ImageModality().augmentation(SPEC, Map.of(name, strength)));

    assertEquals(message, e.getMessage());
  }

  /** In 200 draws each of nine outcomes is missed with a probability below 1e-9. */
  private static Set<List<Float>> outcomes(Augmentation augmentation) {
    Random random = new Random(1);
    Set<List<Float>> outcomes = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      float[] changed = new float[SAMPLE.length];
      augmentation.apply(SAMPLE, random, FloatBuffer.wrap(changed));
      outcomes.add(
          IntStream.range(0, changed.length)
              .mapToObj(at -> changed[at])
              .collect(Collectors.toList()));
    }
    return outcomes;
  }
}
