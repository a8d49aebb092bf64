package dev.winnow.attack.identification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.adversary.AttackData;
import dev.winnow.attack.adversary.GaussianKde;
import dev.winnow.attack.adversary.Synthetic;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AveragedQueriesTest {
  private static double topOne(int answers, Consumer<Tensor> noise) {
    AttackData clean = Synthetic.data(10, 30, 30, 8, 8, 3);
    AttackData noisy =
        new AttackData(
            AveragedQueries.averaged(clean.known(), answers, noise),
            clean.knownPeople(),
            AveragedQueries.averaged(clean.unknown(), answers, noise),
            clean.unknownPeople());
    return Ranking.of(GaussianKde.pooled(), noisy.prepared(1)).mean(Metric.TOP_ONE);
  }

  private static Consumer<Tensor> fresh(double sigma) {
    Random random = new Random(1);
    return rows -> {
      FloatBuffer values = rows.buffer();
      for (int i = 0; i < values.capacity(); i++) {
        values.put(i, (float) (values.get(i) + sigma * random.nextGaussian()));
      }
    };
  }

  @Test
  void averaged_freshNoise_isWornDown() {
    double once = topOne(1, fresh(20));
    double ten = topOne(10, fresh(20));
    double hundred = topOne(100, fresh(20));

    assertTrue(once < 0.25 && once < ten - 0.05, once + " and " + ten);
    assertTrue(hundred > ten + 0.2, ten + " and " + hundred);
  }

  /** A stand-in for permanent noise: a function of the value alone. */
  @Test
  void averaged_noiseThatStays_tellsNoMore() {
    Consumer<Tensor> permanent =
        rows -> {
          FloatBuffer values = rows.buffer();
          for (int i = 0; i < values.capacity(); i++) {
            values.put(i, values.get(i) + 20 * (float) Math.sin(1e4 * values.get(i)));
          }
        };

    assertEquals(topOne(1, permanent), topOne(20, permanent), 0.02);
  }

  @Test
  void averaged_features_stayAsTheyAre() {
    Tensor features = Tensor.of(Shape.of(2, 1), 1, 2);

    Tensor averaged = AveragedQueries.averaged(features, 3, rows -> rows.buffer().put(0, 7));

    assertArrayEquals(new float[] {1, 2}, features.toArray());
    assertArrayEquals(new float[] {7, 2}, averaged.toArray());
    assertThrows(
        IllegalArgumentException.class, () -> AveragedQueries.averaged(features, 0, rows -> {}));
  }
}
