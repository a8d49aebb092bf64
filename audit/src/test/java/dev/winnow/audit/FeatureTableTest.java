package dev.winnow.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.winnow.core.Digest;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.data.TimeWindow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Windows of one recording are captures of their own. */
class FeatureTableTest {
  private static final Sample FILE = Sample.of("walk.csv", Map.of());
  private static final Sample FIRST = FILE.during(new TimeWindow(0, 1));
  private static final Sample SECOND = FILE.during(new TimeWindow(1, 2));

  @Test
  void of_windowsOfOneFile_hasARowOfItsOwnForEach() {
    FeatureTable table =
        new FeatureTable(List.of(FIRST, SECOND), Tensor.of(Shape.of(2, 1), 10, 20));

    assertArrayEquals(new float[] {20, 10}, table.of(List.of(SECOND, FIRST)).values().toArray());
    assertEquals(List.of(), table.of(List.of(FILE)).samples());
  }

  /** What a permanent layer of noise is drawn from. */
  @Test
  void captures_windowsOfOneFile_haveDigestsOfTheirOwn() {
    List<Digest> digests = SimulatedNodes.captures(List.of(FIRST, SECOND, FILE), "");

    assertNotEquals(digests.get(0), digests.get(1));
    assertNotEquals(digests.get(0), digests.get(2));
  }
}
