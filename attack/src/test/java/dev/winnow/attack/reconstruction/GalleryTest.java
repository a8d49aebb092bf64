package dev.winnow.attack.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** People are colours; the recogniser's vector is the mean colour of what it sees, less grey. */
class GalleryTest {
  private static final int PEOPLE = 10;
  private static final int SIZE = 16;

  /** As images are prepared: levels over 255. */
  static final ImageSpec SHARES = preprocessing(SIZE, 0, 255);

  static ImageSpec preprocessing(int size, double mean, double scale) {
    return new ImageSpec(
        size,
        size,
        1,
        ImageSpec.Fit.STRETCH,
        ImageSpec.Colour.RGB,
        new Normalization(List.of(mean, mean, mean), List.of(scale, scale, scale)));
  }

  /** Sees how much of each colour there is. */
  private static Tensor colours(Tensor images, InputSpec prepared, int threads) {
    int channels = images.shape().dim(1);
    int size = images.shape().row().size() / channels;
    Tensor sums = Tensor.allocate(Shape.of(images.shape().dim(0), channels));
    for (int i = 0; i < images.shape().size(); i++) {
      sums.buffer().put(i / size, sums.buffer().get(i / size) + images.buffer().get(i) - 0.5f);
    }
    return Recogniser.unit(sums);
  }

  /** Images of a person's colour on a part of them, and of noise elsewhere. */
  static Tensor images(List<Integer> people, int coloured, long seed) {
    Random random = new Random(seed);
    Tensor images = Tensor.allocate(Shape.of(people.size(), 3, SIZE, SIZE));
    var values = images.buffer();
    for (int person : people) {
      Random colour = new Random(person);
      for (int channel = 0; channel < 3; channel++) {
        float level = colour.nextFloat();
        for (int i = 0; i < SIZE * SIZE; i++) {
          boolean isOn = i % SIZE < coloured;
          values.put(isOn ? level + 0.02f * random.nextFloat() : random.nextFloat());
        }
      }
    }
    return images;
  }

  static Gallery gallery() {
    List<Integer> people = Synthetic.turns(PEOPLE, 6);
    return Gallery.of(GalleryTest::colours, images(people, SIZE, 1), people, SHARES, 1);
  }

  @Test
  void measured_otherImagesOfThePeople_areNamedAndTakenForThem() {
    List<Integer> people = Synthetic.turns(PEOPLE, 4);

    List<Measurement> found = gallery().measurement(images(people, SIZE, 2), people, 1);

    assertEquals(Metric.TOP_ONE, found.get(0).metric());
    assertEquals(1, found.get(0).estimate().value(), 1e-9);
    assertEquals(0.1, found.get(0).chance(), 1e-9);
    assertEquals(40, found.get(0).samples());
    assertEquals(Metric.AREA, found.get(3).metric());
    assertTrue(found.get(3).estimate().value() > 0.97, found.get(3).toString());
  }

  @Test
  void measured_oneImageForEverybody_isAtChance() {
    List<Integer> people = Synthetic.turns(PEOPLE, 4);
    Tensor same = images(Collections.nCopies(40, 3), SIZE, 2);
    for (int row = 1; row < 40; row++) {
      same.rows(row, row + 1).buffer().put(same.rows(0, 1).buffer());
    }

    List<Measurement> found = gallery().measurement(same, people, 1);

    assertEquals(0.1, found.get(0).estimate().value(), 1e-9);
    assertEquals(0.5, found.get(3).estimate().value(), 0.1);
  }

  @Test
  void of_fewerPeopleThanImages_isRefused() {
    Tensor images = images(List.of(0, 1), SIZE, 1);

    assertThrows(
        IllegalArgumentException.class,
        () -> Gallery.of(GalleryTest::colours, images, List.of(0), SHARES, 1));
  }
}
