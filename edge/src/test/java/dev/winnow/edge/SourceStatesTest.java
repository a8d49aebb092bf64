package dev.winnow.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.winnow.core.RecurrentState;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.CaptureId;
import dev.winnow.data.TimeWindow;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An extractor that adds up what it hears of a source, from chunk to chunk. */
class SourceStatesTest {
  private final SourceStates states = SourceStates.open(sums(), List.of(state()), 1);

  @AfterEach
  void close() {
    states.close();
  }

  static RecurrentState state() {
    return new RecurrentState("before", "after", Shape.of(1, 1));
  }

  /** sum = x + before; after = sum. */
  static Network sums() {
    NetworkBuilder builder = NetworkBuilder.named("sums");
    String x = builder.input("x", Shape.of(1));
    String before = builder.constant("before", Tensor.allocate(Shape.of(1, 1)));
    String sum = builder.add("sum", x, before);
    builder.relu("after", sum);
    return builder.output(sum).build();
  }

  private static CaptureId at(String source, double start) {
    return new CaptureId(source, 0, Optional.of(new TimeWindow(start, start + 1)));
  }

  private static CaptureId numbered(String source, long sequence) {
    return new CaptureId(source, sequence, Optional.empty());
  }

  private float heard(CaptureId id, float x) {
    Tensor feature = Tensor.allocate(Shape.of(1, 1));
    states.run(id, Tensor.of(Shape.of(1, 1), x), feature);
    return feature.toArray()[0];
  }

  @Test
  void run_chunksOfTwoSourcesInTurn_eachGoesOnWithItsOwn() {
    assertEquals(1, heard(at("a", 0), 1));
    assertEquals(10, heard(at("b", 0), 10));
    assertEquals(3, heard(at("a", 1), 2));
    assertEquals(30, heard(at("b", 1), 20));
    assertEquals(7, heard(at("a", 1.5), 4));
  }

  @Test
  void run_behindAGapOrBackInTime_beginsAnew() {
    assertEquals(1, heard(at("a", 0), 1));
    assertEquals(2, heard(at("a", 1.1), 2));
    assertEquals(4, heard(at("a", 0), 4));
    assertEquals(8, heard(at("a", 0), 8));
    assertEquals(24, heard(at("a", 1), 16));
  }

  @Test
  void run_numberedChunks_goOnWithTheNextNumberAlone() {
    assertEquals(1, heard(numbered("a", 5), 1));
    assertEquals(3, heard(numbered("a", 6), 2));
    assertEquals(4, heard(numbered("a", 8), 4));
    assertEquals(8, heard(numbered("a", 8), 8));
    assertEquals(16, heard(at("a", 0), 16));
  }

  @Test
  void run_afterNoNumber_beginsAnew() {
    assertEquals(1, heard(at("a", 0), 1));
    assertEquals(Float.NaN, heard(at("a", 1), Float.NaN));
    assertEquals(2, heard(at("a", 2), 2));
    states.forget(at("a", 2));
    assertEquals(4, heard(at("a", 3), 4));
  }

  /** The one that was heard of longest ago is forgotten, and no other. */
  @Test
  void run_manySources_onlySoManyAreRemembered() {
    for (int i = 0; i < 256; i++) {
      heard(at("s" + i, 0), 1);
    }
    assertEquals(2, heard(at("s0", 1), 1));
    assertEquals(1, heard(at("new", 0), 1));

    assertEquals(3, heard(at("s0", 2), 1));
    assertEquals(2, heard(at("s2", 1), 1));
    assertEquals(1, heard(at("s1", 1), 1));
  }

  /** Silence after speech is another release than silence: a draw kept for both would tell. */
  @Test
  void digest_sameChunkAfterAnother_isAnother() {
    Tensor silence = Tensor.of(Shape.of(1, 1), 0);
    var first = states.digest(at("a", 1), silence);
    assertEquals(first, states.digest(at("b", 1), silence));
    heard(at("a", 0), 1);

    assertNotEquals(first, states.digest(at("a", 1), silence));
    assertEquals(first, states.digest(at("b", 1), silence));
  }
}
