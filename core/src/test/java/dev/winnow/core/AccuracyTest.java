package dev.winnow.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  /** scikit-learn 1.2.1: accuracy_score 0.6667, balanced_accuracy_score 0.625. */
  @Test
  void mean_several_isOfBothAccuracies() {
    Accuracy one = new Accuracy(0.5, 0.25, 8);
    Accuracy other = new Accuracy(1, 0.75, 8);

    assertEquals(new Accuracy(0.75, 0.5, 8), Accuracy.mean(List.of(one, other)));
  }

  @Test
  void of_skewedClasses_countsTheRareOneAsMuch() {
    Accuracy accuracy =
        Accuracy.of(List.of("m", "m", "m", "m", "f", "f"), List.of("m", "m", "m", "f", "m", "f"));

    assertEquals(2 / 3.0, accuracy.plain(), 1e-12);
    assertEquals(0.625, accuracy.balanced(), 1e-12);
    assertEquals(6, accuracy.samples());
    assertEquals(0.625, accuracy.toJson().get("balanced").doubleValue(), 1e-12);
  }

  @Test
  void of_answerOutsideTheClasses_isWrong() {
    Accuracy accuracy = Accuracy.of(List.of("m", "f"), List.of("m", "cat"));

    assertEquals(0.5, accuracy.plain());
    assertEquals(0.5, accuracy.balanced());
  }

  @Test
  void of_nothingOrUnequalLengths_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Accuracy.of(List.of(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> Accuracy.of(List.of("m"), List.of()));
  }
}
