package dev.winnow.build.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of a feature's variance lies within classes. */
class IntraClassRadiusTest {
  private static Tensor rows(float... values) {
    return Tensor.of(Shape.of(values.length, 1), values);
  }

  private static IntraClassRadius radius(Tensor rows, Integer... classes) {
    IntraClassRadius radius = new IntraClassRadius(Shape.of(1), 2);
    radius.add(rows, List.of(classes));
    return radius;
  }

  /** Means 2 and -2, each one away from its mean: 1 within, 5 in all. */
  @Test
  void share_twoClassesWithSpread_isTheirVarianceBesideAll() {
    assertEquals(0.2, radius(rows(1, 3, -1, -3), 0, 0, 1, 1).share(), 1e-9);
  }

  /** An offset of all features is no variance. */
  @Test
  void share_ofMovedFeatures_isTheSame() {
    assertEquals(0.2, radius(rows(101, 103, 99, 97), 0, 0, 1, 1).share(), 1e-6);
  }

  @Test
  void share_collapsedClasses_is0() {
    assertEquals(0, radius(rows(2, 2, -2, -2), 0, 0, 1, 1).share(), 1e-9);
  }

  @Test
  void share_classesThatDoNotShow_is1() {
    assertEquals(1, radius(rows(1, -1, 1, -1), 0, 0, 1, 1).share(), 1e-9);
  }

  /** Nothing varies: there is no class to see. */
  @Test
  void share_constantFeature_is1() {
    assertEquals(1, radius(rows(3, 3, 3, 3), 0, 0, 1, 1).share(), 1e-9);
  }

  @Test
  void add_inTwoBatches_isAsInOne() {
    IntraClassRadius radius = radius(rows(1, 3), 0, 0);
    radius.add(rows(-1, -3), List.of(1, 1));

    assertEquals(0.2, radius.share(), 1e-9);
  }
}
