package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndoneSpeechTest {
  private static final List<Sample> SAMPLES =
      List.of(Sample.of("a", Map.of()), Sample.of("b", Map.of()));

  /** Each recording was disguised by another number; each is undone by its own. */
  @Test
  void nearest_choosesForEachRecordingWhatComesNearestToCleanSpeech() {
    FeatureTable clean = table(1, 1, 5, 5);
    FeatureTable first = table(5.1f, 5.2f, 40, 40);
    FeatureTable second = table(90, 90, 1.1f, 0.9f);

    FeatureTable undone = UndoneSpeech.nearest(List.of(first, second), clean);

    assertArrayEquals(new float[] {5.1f, 5.2f, 1.1f, 0.9f}, undone.values().toArray());
  }

  /** A node's own clean recording is nothing that an attacker has. */
  @Test
  void nearest_neverHoldsARecordingAgainstItself() {
    FeatureTable clean = table(1, 1, 5, 5);
    FeatureTable itself = table(1, 1, 5, 5);
    FeatureTable other = table(4, 4, 2, 2);

    FeatureTable undone = UndoneSpeech.nearest(List.of(itself, other), clean);

    assertArrayEquals(new float[] {4, 4, 2, 2}, undone.values().toArray());
  }

  private static FeatureTable table(float... values) {
    return new FeatureTable(SAMPLES, Tensor.of(Shape.of(2, 2), values));
  }
}
