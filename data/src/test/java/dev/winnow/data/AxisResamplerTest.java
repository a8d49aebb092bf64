package dev.winnow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AxisResamplerTest {
  private static final float EXACT = 1e-6f;

  /** Half of the middle value belongs to each of both. */
  @Test
  void of_shorter_isTheMeanOfWhatEachCovers() {
    assertArrayEquals(
        new float[] {(1 + 2 + 1.5f) / 2.5f, (1.5f + 4 + 5) / 2.5f},
        new AxisResampler(5, 2).of(new float[] {1, 2, 3, 4, 5}),
        EXACT);
  }

  @Test
  void of_longer_liesOnStraightLinesAndGoesOnWithItsEnds() {
    assertArrayEquals(
        new float[] {0, 0.25f, 0.75f, 1}, new AxisResampler(2, 4).of(new float[] {0, 1}), EXACT);
  }

  @Test
  void of_sameLength_staysAsItIs() {
    assertArrayEquals(new float[] {3, 1, 2}, new AxisResampler(3, 3).of(new float[] {3, 1, 2}));
  }

  /** Two lines of four values become one line of two. */
  @Test
  void of_plane_averagesAlongBothAxes() {
    float[] plane = {0, 2, 4, 6, 10, 12, 14, 16};

    assertArrayEquals(
        new float[] {6, 10}, new AxisResampler(4, 2).of(plane, new AxisResampler(2, 1)), EXACT);
  }

  @Test
  void new_noValues_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AxisResampler(0, 2));
  }
}
