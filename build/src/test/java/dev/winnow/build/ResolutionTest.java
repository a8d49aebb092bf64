package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How images are prepared that are smaller than what a network was trained for. */
class ResolutionTest {
  private static ImageSpec own(double crop) {
    return new ImageSpec(
        100, 100, crop, ImageSpec.Fit.COVER, ImageSpec.Colour.RGB, Normalization.same(3, 0, 255));
  }

  /** Scaled down by four, half of what was on the image is: at twice the scale that it had then. */
  @Test
  void preparation_smallerImages_areCroppedHalfWay() {
    ImageSpec small = new Resolution(25, 25).preparation(own(0.8));

    assertEquals(25, small.width());
    assertEquals(25, small.height());
    assertEquals(0.4, small.crop(), 1e-9);
  }

  @Test
  void preparation_ofOneSideOnly_countsPlaces() {
    assertEquals(0.4, new Resolution(25, 25).preparation(own(0.8)).crop(), 1e-9);
    assertEquals(0.8 * Math.sqrt(0.5), new Resolution(100, 25).preparation(own(0.8)).crop(), 1e-9);
  }

  @Test
  void preparation_largerImages_showTheSame() {
    assertEquals(0.8, new Resolution(200, 200).preparation(own(0.8)).crop());
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "80x", "x80", "0x80", "80X80", "80x80x3", "-8x8", ""})
  void parse_anythingElse_isRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Resolution.parse(text));
  }
}
