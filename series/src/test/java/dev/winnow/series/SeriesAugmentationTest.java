package dev.winnow.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesAugmentationTest {
  private static final SeriesSpec SENSORS =
      new SeriesSpec(
          List.of("x_acc", "y_acc", "z_acc", "gyroX", "gyroY", "gyroZ", "light"),
          50,
          4,
          new Normalization(
              List.of(1.0, 2.0, 9.0, 0.0, 0.0, 0.0, 5.0),
              List.of(3.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0)));

  @Test
  void apply_nothing_changesNothing() {
    assertArrayEquals(sample(), altered(Map.of(), 1));
    assertArrayEquals(
        sample(), altered(Map.of("jitter", 0.0, "rotation", 0.0, "shift", 0.0, "scaling", 0.0), 1));
  }

  @Test
  void apply_sameRandomNumbers_isTheSame() {
    Map<String, Double> all = Map.of("jitter", 0.1, "rotation", 20.0, "shift", 0.5, "scaling", 0.1);

    assertArrayEquals(altered(all, 3), altered(all, 3));
    float[] kept = sample();
    SeriesAugmentation.of(SENSORS, all)
        .apply(kept, new Random(1), FloatBuffer.allocate(kept.length));
    assertArrayEquals(sample(), kept);
  }

  /** A turned device measures vectors of the same length, at the same angle to each other. */
  @Test
  void apply_rotation_keepsLengthsAndAnglesInTheSensorsUnits() {
    float[] before = sample();
    for (int seed = 0; seed < 20; seed++) {
      float[] after = altered(Map.of("rotation", 180.0), seed);
      for (int i = 0; i < 4; i++) {
        assertEquals(dot(before, 0, 0, i), dot(after, 0, 0, i), 1e-3);
        assertEquals(dot(before, 3, 3, i), dot(after, 3, 3, i), 1e-3);
        assertEquals(dot(before, 0, 3, i), dot(after, 0, 3, i), 1e-3);
        assertEquals(before[6 * 4 + i], after[6 * 4 + i]);
      }
    }
  }

  /** By no more than the angle that was asked for; some by more than half of it. */
  @Test
  void apply_rotation_turnsByUpToTheAngle() {
    SeriesSpec spec = new SeriesSpec(List.of("x", "y", "z"), 1, 1, Normalization.same(3, 0, 1));
    double largest = 0;
    for (int seed = 0; seed < 200; seed++) {
      FloatBuffer into = FloatBuffer.allocate(3);
      SeriesAugmentation.of(spec, Map.of("rotation", 10.0))
          .apply(new float[] {0, 0, 1}, new Random(seed), into);
      largest = Math.max(largest, Math.toDegrees(Math.acos(Math.min(1, into.get(2)))));
    }
    assertTrue(largest > 5 && largest <= 10.001, "turned by " + largest);
  }

  @Test
  void apply_shift_movesAllChannelsAlikeAndHoldsTheBorder() {
    boolean moved = false;
    for (int seed = 0; seed < 20; seed++) {
      float[] after = altered(Map.of("shift", 0.25), seed);
      int by = Math.round(after[4 + 1] - sample()[4 + 1]);
      assertTrue(Math.abs(by) <= 1);
      for (int channel = 0; channel < 7; channel++) {
        for (int i = 0; i < 4; i++) {
          int from = Math.max(0, Math.min(3, i + by));
          assertEquals(sample()[channel * 4 + from], after[channel * 4 + i]);
        }
      }
      moved |= by != 0;
    }
    assertTrue(moved);
  }

  /** 4,000 draws: their deviation is off by 5 % once in 10⁵ times. */
  @Test
  void apply_jitterAndScaling_haveTheDeviationsAskedFor() {
    SeriesSpec spec = new SeriesSpec(List.of("a"), 1, 4000, Normalization.same(1, 0, 1));
    FloatBuffer noise = FloatBuffer.allocate(4000);
    SeriesAugmentation.of(spec, Map.of("jitter", 0.5)).apply(new float[4000], new Random(1), noise);
    assertEquals(0.5, deviation(noise.array()), 0.025);

    float[] factors = new float[4000];
    SeriesSpec single = new SeriesSpec(List.of("a"), 1, 1, Normalization.same(1, 0, 1));
    SeriesAugmentation scaling = SeriesAugmentation.of(single, Map.of("scaling", 0.1));
    Random random = new Random(1);
    for (int i = 0; i < factors.length; i++) {
      FloatBuffer into = FloatBuffer.allocate(1);
      scaling.apply(new float[] {2}, random, into);
      factors[i] = into.get(0);
    }
    assertEquals(0.2, deviation(factors), 0.01);
  }

  @Test
  void of_whatCannotBeDone_saysWhatCan() {
    assertEquals(
        "series know no augmentation \"gain\"; they know jitter, rotation, scaling, shift",
        refusal(SENSORS, Map.of("gain", 1.0)));
    assertEquals("shift must be from 0 to 1.0, not 1.5", refusal(SENSORS, Map.of("shift", 1.5)));
    assertEquals(
        "jitter must be from 0 to 10.0, not NaN", refusal(SENSORS, Map.of("jitter", Double.NaN)));
    SeriesSpec light = new SeriesSpec(List.of("light"), 1, 4, Normalization.same(1, 0, 1));
    assertEquals(
        "rotation turns three channels whose names differ in x, y and z alone, and [light] holds none",
        refusal(light, Map.of("rotation", 10.0)));
  }

  @Test
  void triples_byNames_areFound() {
    assertEquals(1, AxisTriples.of(List.of("z", "x", "y")).size());
    assertArrayEquals(new int[] {1, 2, 0}, AxisTriples.of(List.of("z", "x", "y")).get(0));
    assertEquals(1, AxisTriples.of(List.of("acc.x", "acc.y", "acc.z")).size());
    assertEquals(
        1,
        AxisTriples.of(
                List.of(
                    "userAcceleration.x",
                    "userAcceleration.y",
                    "userAcceleration.z",
                    "attitude.roll"))
            .size());
    assertEquals(0, AxisTriples.of(List.of("axe", "aye", "aze")).size());
    assertEquals(0, AxisTriples.of(List.of("x_acc", "y_acc", "z_gyro")).size());
  }

  private static String refusal(SeriesSpec spec, Map<String, Double> strengths) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> SeriesAugmentation.of(spec, strengths))
            .getMessage());
  }

  private static float[] altered(Map<String, Double> strengths, int seed) {
    FloatBuffer into = FloatBuffer.allocate(sample().length);
    SeriesAugmentation.of(SENSORS, strengths).apply(sample(), new Random(seed), into);
    return into.array();
  }

  /** Values that differ by 1 from one to the next. */
  private static float[] sample() {
    float[] values = new float[7 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 12;
    }
    return values;
  }

  /** Of the vectors that begin at two channels, in the sensors' own units. */
  private static double dot(float[] values, int first, int second, int at) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      sum += read(values, first + axis, at) * read(values, second + axis, at);
    }
    return sum;
  }

  private static double read(float[] values, int channel, int at) {
    return values[channel * 4 + at] * SENSORS.normalization().scale().get(channel)
        + SENSORS.normalization().mean().get(channel);
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(squares / values.length - mean * mean);
  }
}
