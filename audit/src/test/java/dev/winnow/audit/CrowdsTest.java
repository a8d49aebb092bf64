package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Noise;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which noise has anchors: that of features which pile up, class by class. */
class CrowdsTest {
  private static final int EACH = 200;

  /** Two classes at −1 and 1, spread by so much and then clipped to the range between. */
  private static Rows clipped(double spread) {
    Random random = new Random(3);
    List<Sample> samples = new ArrayList<>();
    Tensor values = Tensor.allocate(Shape.of(2 * EACH, 1));
    for (int i = 0; i < 2 * EACH; i++) {
      String label = i % 2 == 0 ? "left" : "right";
      samples.add(Sample.of(i + ".png", Map.of("side", label)));
      double value = (i % 2 == 0 ? -2 : 2) + spread * random.nextGaussian();
      values.buffer().put(i, (float) Math.max(-1, Math.min(1, value)));
    }
    return new Rows(samples, values);
  }

  private static Noise noise(Noise.Mode mode, double ratio, double spread) {
    return Disguises.noise(mode, ratio, clipped(spread), "side", 1);
  }

  @Test
  void noise_classesPiledUpByTheClip_holdsBothPiles() {
    Noise noise = noise(Noise.Mode.PERMANENT, 0.1, 0.5);

    // σ is a little less than √0.1 of a spread of 1, so that ±1 is six cells or seven out.
    List<List<Integer>> cells = noise.anchors().cells();
    assertEquals(2, cells.size());
    assertEquals(-1, cells.get(0).get(0) * noise.sigma() / 2, noise.sigma() / 4);
    assertEquals(1, cells.get(1).get(0) * noise.sigma() / 2, noise.sigma() / 4);
  }

  @Test
  void noise_moreClassesThanAnchors_holdsNothing() {
    List<Sample> samples = new ArrayList<>();
    Tensor values = Tensor.allocate(Shape.of(300, 1));
    for (int i = 0; i < 300; i++) {
      samples.add(Sample.of(i + ".png", Map.of("side", "class " + i)));
      values.buffer().put(i, i);
    }
    Rows rows = new Rows(samples, values);

    assertTrue(Disguises.noise(Noise.Mode.PERMANENT, 1e-6, rows, "side", 1).anchors().isEmpty());
  }

  /** Where no cell is full there is no pile to hold; strong noise would be chosen too often. */
  @Test
  void noise_classesThatLieApartOrDrown_holdsNothing() {
    Rows apart = clipped(0.5);
    for (int i = 0; i < 2 * EACH; i++) {
      apart.values().buffer().put(i, apart.values().buffer().get(i) * (1 + i));
    }
    assertTrue(Disguises.noise(Noise.Mode.PERMANENT, 1e-4, apart, "side", 1).anchors().isEmpty());
    assertTrue(noise(Noise.Mode.PERMANENT, 1, 0.5).anchors().isEmpty());
    assertTrue(noise(Noise.Mode.FRESH, 0.1, 0.5).anchors().isEmpty());
  }
}
