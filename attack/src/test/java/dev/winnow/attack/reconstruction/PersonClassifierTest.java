package dev.winnow.attack.reconstruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureFeature;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** People are how much their sequences vary; the sign is drawn, so that the mean says nothing. */
class PersonClassifierTest {
  private static final int PEOPLE = 5;
  private static final int LENGTH = 16;
  private static final List<Integer> KNOWN = Synthetic.turns(PEOPLE, 20);
  private static final List<Integer> ASKED = Synthetic.turns(PEOPLE, 10);

  private static final CaptureFeature SIZE = new CaptureFeature("size", PersonClassifierTest::size);

  private static Tensor sequences(List<Integer> people, long seed) {
    Random random = new Random(seed);
    Tensor all = Tensor.allocate(Shape.of(people.size(), 1, LENGTH));
    var values = all.buffer();
    for (int person : people) {
      for (int i = 0; i < LENGTH; i++) {
        values.put((random.nextBoolean() ? 1 : -1) * (1 + person + 0.1f * random.nextFloat()));
      }
    }
    return all;
  }

  private static Tensor size(Tensor sequences) {
    Tensor sizes = Tensor.allocate(Shape.of(sequences.shape().dim(0), 1));
    for (int i = 0; i < sequences.shape().size(); i++) {
      float more = Math.abs(sequences.buffer().get(i)) / LENGTH;
      sizes.buffer().put(i / LENGTH, sizes.buffer().get(i / LENGTH) + more);
    }
    return sizes;
  }

  private static PersonClassifier classifier() {
    return PersonClassifier.of(
        List.of(CaptureFeature.WHOLE, SIZE),
        sequences(KNOWN, 1),
        KNOWN,
        sequences(ASKED, 2),
        ASKED,
        1,
        1);
  }

  @Test
  void of_severalFeatures_looksAtTheOneThatTells() {
    assertEquals("size", classifier().feature().word());
  }

  @Test
  void measurement_otherRealCaptures_namesThePeople() {
    List<Measurement> found = classifier().measurement(sequences(ASKED, 3), ASKED, 1);

    assertEquals(
        List.of(Metric.TOP_ONE, Metric.TOP_FIVE), found.stream().map(Measurement::metric).toList());
    assertTrue(found.get(0).estimate().value() > 0.9, found.toString());
    assertEquals(0.2, found.get(0).chance(), 1e-9);
    assertEquals("classifier", found.get(0).adversary());
  }

  @Test
  void measurement_oneCaptureForEverybody_isAtChance() {
    Tensor same = sequences(ASKED.stream().map(person -> 2).toList(), 3);

    List<Measurement> found = classifier().measurement(same, ASKED, 1);

    assertEquals(0.2, found.get(0).estimate().value(), 1e-9);
  }
}
