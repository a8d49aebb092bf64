package dev.winnow.learn.siamese;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formula of Chopra, Hadsell and LeCun (2005), pair by pair in double precision. */
class ContrastiveLossTest {
  /** Far from the origin, where single precision has few digits left for small distances. */
  private static final Tensor FEATURES =
      Tensor.of(Shape.of(4, 2), 100, 100, 103, 104, 100, 100, 101, 100);

  private static final List<Integer> KINDS = List.of(0, 0, 1, 1);

  @ParameterizedTest
  @EnumSource
  void of_fourFeatures_isTheMeanOverAllPairs(PairLabeling similarity) {
    double margin = 4;
    double scale = 0.5;
    var loss = new ContrastiveLoss(new ContrastiveSettings(3, margin, false, similarity), scale);

    double expected = 0;
    int pairs = 0;
    float[] x = FEATURES.toArray();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        double distance = scale * Math.hypot(x[2 * i] - x[2 * j], x[2 * i + 1] - x[2 * j + 1]);
        boolean same = KINDS.get(i).equals(KINDS.get(j));
        boolean similar = same == (similarity == PairLabeling.SAME_PRIMARY);
        double apart = Math.max(0, margin - distance);
        expected += (similar ? distance * distance : apart * apart) / 2;
        pairs++;
      }
    }
    try (NativeScope scope = NativeScope.unrecorded()) {
      NDArray value = loss.of(scope.view(FEATURES), KINDS);
      // Equal features count as one thousandth apart, so that the slope is finite: 0.004 of margin.
      assertEquals(3 * expected / pairs, value.getFloat(), 0.02);
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_equalFeatures_hasFiniteSlopes(PairLabeling similarity) {
    var loss = new ContrastiveLoss(new ContrastiveSettings(1, 1, false, similarity), 1);
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray features = Torch.array(scope.manager(), Tensor.of(Shape.of(2, 1), 1, 1));
      features.setRequiresGradient(true);
      scope.differentiate(loss.of(features, List.of(0, 1)));

      assertEquals(0, features.getGradient().abs().sum().getFloat());
    }
  }

  @Test
  void meanDistance_ofThreePoints_isOverAllPairs() {
    Tensor points = Tensor.of(Shape.of(3, 2), 0, 0, 3, 4, 6, 8);
    try (NativeScope scope = NativeScope.unrecorded()) {
      assertEquals(20.0 / 3, ContrastiveLoss.meanDistance(scope.view(points)), 1e-2);
    }
  }
}
