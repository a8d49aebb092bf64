package dev.winnow.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {
  private static final DetectedObject SURE = object(0, 0.9f, 0);
  private static final DetectedObject BESIDE_IT = object(0.1f, 0.8f, 0);
  private static final DetectedObject OF_ANOTHER_LABEL = object(0.1f, 0.7f, 1);
  private static final DetectedObject ELSEWHERE = object(0.6f, 0.95f, 0);

  @Test
  void apply_overlappingBoxes_leavesTheSurestOfEachLabelAndPlace() {
    List<DetectedObject> all = List.of(BESIDE_IT, SURE, OF_ANOTHER_LABEL, ELSEWHERE);

    assertEquals(List.of(ELSEWHERE, SURE, OF_ANOTHER_LABEL), NonMaximumSuppression.apply(all, 0.3));
  }

  /** Two boxes whose intersection is 0.3 of 0.5 wide have 0.3 / 0.7 in common. */
  @Test
  void apply_overlapJustAllowed_leavesBoth() {
    DetectedObject other = object(0.2f, 0.5f, 0);

    assertEquals(2, NonMaximumSuppression.apply(List.of(SURE, other), 0.43).size());
    assertEquals(1, NonMaximumSuppression.apply(List.of(SURE, other), 0.42).size());
  }

  @Test
  void apply_overlapOfOne_leavesEvenEqualBoxes() {
    assertEquals(2, NonMaximumSuppression.apply(List.of(SURE, SURE), 1).size());
  }

  private static DetectedObject object(float left, float score, int label) {
    return new DetectedObject(new Box(left, 0, 0.5f, 0.5f), score, label);
  }
}
