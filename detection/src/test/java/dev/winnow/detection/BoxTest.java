package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
  @Test
  void ofPixels_ofAnImage_inShares() {
    assertEquals(new Box(0.25f, 0.5f, 0.5f, 0.25f), Box.ofPixels(160, 240, 320, 120, 640, 480));
  }

  @Test
  void intersectionOverUnion_halfShared_isAThird() {
    Box box = new Box(0, 0, 0.5f, 0.5f);

    assertEquals(1f / 3, box.intersectionOverUnion(new Box(0.25f, 0, 0.5f, 0.5f)), 1e-6);
    assertEquals(1, box.intersectionOverUnion(box));
    assertEquals(0, box.intersectionOverUnion(new Box(0.5f, 0, 0.5f, 0.5f)));
  }

  @Test
  void intersectionOverUnion_ofNothing_isNone() {
    Box nothing = new Box(0.1f, 0.1f, 0, 0);

    assertEquals(0, nothing.intersectionOverUnion(nothing));
  }

  @Test
  void grown_byAQuarter_reachesBeyondOnAllSides() {
    assertEquals(new Box(-0.25f, 0.25f, 1.5f, 0.75f), new Box(0, 0.375f, 1, 0.5f).grown(0.25));
  }

  @Test
  void clipped_beyondTheImage_isWhatLiesOnIt() {
    assertEquals(new Box(0, 0.5f, 0.5f, 0.5f), new Box(-0.5f, 0.5f, 1, 2).clipped());
    assertEquals(0, new Box(1.5f, 0.5f, 1, 1).clipped().area());
  }

  @ParameterizedTest
  @CsvSource({"NaN, 0, 1, 1", "0, 0, Infinity, 1", "0, 0, 1, -0.1", "0, -Infinity, 1, 1"})
  void box_ofNumbersThatAreNone_isRefused(float left, float top, float width, float height) {
    assertThrows(IllegalArgumentException.class, () -> new Box(left, top, width, height));
  }
}
