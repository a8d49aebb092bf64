package dev.winnow.portraits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoverageMaskTest {
  /** Sums of areas of a few hundred pixels: far below 1e-9 of rounding. */
  private static final double EXACT = 1e-9;

  @Test
  void of_rectangleAcrossPixels_coversTheirShare() {
    CoverageMask mask = CoverageMask.of(8, new double[] {1.25, 2.5, 3.5, 2.5, 3.5, 4, 1.25, 4});

    assertEquals(0.75 * 0.5, mask.at(1, 2), EXACT);
    assertEquals(0.5, mask.at(2, 2), EXACT);
    assertEquals(0.5, mask.at(3, 3), EXACT);
    assertEquals(1, mask.at(2, 3), EXACT);
  }

  @Test
  void of_triangle_coversItsArea() {
    CoverageMask mask = CoverageMask.of(20, new double[] {2.3, 1.7, 17.9, 6.1, 5.2, 18.4});

    assertEquals(
        Math.abs((17.9 - 2.3) * (18.4 - 1.7) - (5.2 - 2.3) * (6.1 - 1.7)) / 2, area(mask), EXACT);
  }

  @Test
  void of_eitherTurn_isTheSame() {
    double[] there = Outline.ellipse(10, 9, 6, 4);
    double[] back = Outline.between(new double[0], there);

    assertEquals(area(CoverageMask.of(20, there)), area(CoverageMask.of(20, back)), EXACT);
  }

  @Test
  void of_outlineWithAHole_leavesItOut() {
    double[] outer = Outline.cushion(10, 10, 8, 8, 0);
    double[] inner = Outline.cushion(10, 10, 5, 5, 0);

    CoverageMask ring = CoverageMask.of(20, Outline.ring(outer, inner));

    assertEquals(
        area(CoverageMask.of(20, outer)) - area(CoverageMask.of(20, inner)), area(ring), EXACT);
    assertEquals(0, ring.at(10, 10), EXACT);
  }

  @Test
  void of_outlineBeyondTheCanvas_isCutOff() {
    CoverageMask mask = CoverageMask.of(10, new double[] {-30, -30, 30, -30, 30, 5.5, -30, 5.5});

    assertEquals(55, area(mask), EXACT);
  }

  @Test
  void of_outlineElsewhere_coversNothing() {
    assertEquals(0, area(CoverageMask.of(10, Outline.ellipse(40, 40, 5, 5))), EXACT);
    assertEquals(0, area(CoverageMask.of(10, Outline.ellipse(-40, 5, 5, 5))), EXACT);
  }

  private static double area(CoverageMask mask) {
    double area = 0;
    for (int y = mask.top(); y < mask.bottom(); y++) {
      for (int x = mask.left(); x < mask.right(); x++) {
        area += mask.at(x, y);
      }
    }
    return area;
  }
}
