package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PcaProjectionTest {
  private static final Tensor MEAN = Tensor.of(Shape.of(3), 1, 2, 3);
  private static final Tensor DIRECTIONS = Tensor.of(Shape.of(2, 3), 0.6f, 0.8f, 0, -0.8f, 0.6f, 0);
  private static final List<Double> TWO = List.of(2.0, 1.0);
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void withClip_anyReduction_changesNothingElse() {
    PcaProjection reduction = new PcaProjection(MEAN, DIRECTIONS, TWO, TWO, NONE).withClip(0.25);

    assertEquals(3, reduction.width());
    assertEquals(2, reduction.dims());
    assertEquals(new PcaProjection(MEAN, DIRECTIONS, TWO, TWO, OptionalDouble.of(0.25)), reduction);
  }

  @Test
  void new_shapesThatDoNotFit_areRefused() {
    refused("one axis", MEAN.reshape(Shape.of(1, 3)), DIRECTIONS, TWO, TWO, NONE);
    refused("rows as long", Tensor.of(Shape.of(2), 1, 2), DIRECTIONS, TWO, TWO, NONE);
    refused("2 directions need", MEAN, DIRECTIONS, List.of(1.0), TWO, NONE);
    refused("2 directions need", MEAN, DIRECTIONS, TWO, List.of(1.0), NONE);
    Tensor three = Tensor.of(Shape.of(2, 1), 1, 1);
    refused("no 2 directions", Tensor.of(Shape.of(1), 1), three, TWO, TWO, NONE);
  }

  @Test
  void new_valuesOutOfRange_areRefused() {
    refused("deviations", MEAN, DIRECTIONS, List.of(1.0, 0.0), TWO, NONE);
    refused("deviations", MEAN, DIRECTIONS, List.of(1.0, Double.NaN), TWO, NONE);
    refused("centre", MEAN, DIRECTIONS, TWO, List.of(1.0, Double.NaN), NONE);
    refused("clip", MEAN, DIRECTIONS, TWO, TWO, OptionalDouble.of(0));
    refused("mean", Tensor.of(Shape.of(3), 1, Float.NaN, 0), DIRECTIONS, TWO, TWO, NONE);
  }

  @Test
  void new_componentsNotOrthonormal_areRefusedAndNamed() {
    Tensor slanted = Tensor.of(Shape.of(2, 3), 1, 0, 0, 0.6f, 0.8f, 0);
    refused("0 · 1 is 0.6000", MEAN, slanted, TWO, TWO, NONE);
    Tensor twice = Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 2, 0);
    refused("1 · 1 is 4.0000", MEAN, twice, TWO, TWO, NONE);
    Tensor unknown = Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, Float.NaN, 0);
    refused("orthonormal", MEAN, unknown, TWO, TWO, NONE);
  }

  private static void refused(
      String why,
      Tensor mean,
      Tensor components,
      List<Double> deviations,
      List<Double> centre,
      OptionalDouble clip) {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PcaProjection(mean, components, deviations, centre, clip));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e::getMessage);
  }
}
