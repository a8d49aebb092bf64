package dev.winnow.build.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.winnow.build.Precision;
import dev.winnow.core.Embedding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is worth having, and what is tried further. */
class ParetoFrontTest {
  private static CandidateResult trial(String cut, double share, double balanced) {
    return new CandidateResult(
        new Candidate(Optional.empty(), cut, Embedding.ADVANCED, Precision.FLOAT32),
        new CandidateCost(share, 1, 1, 4, 1, 4),
        1,
        new TrialOutcome(balanced, 0.01, 1, OptionalDouble.empty()));
  }

  private static List<String> cuts(List<CandidateResult> trials) {
    return trials.stream().map(trial -> trial.candidate().cut()).toList();
  }

  private static final List<CandidateResult> TRIALS =
      List.of(
          trial("late", 0.9, 0.95),
          trial("waste", 0.8, 0.85),
          trial("middle", 0.5, 0.9),
          trial("same", 0.5, 0.88),
          trial("early", 0.2, 0.7));

  @Test
  void of_trials_areThoseThatNoOtherBeatsInBoth() {
    assertEquals(List.of("early", "middle", "late"), cuts(ParetoFront.of(TRIALS)));
  }

  @Test
  void of_twoAlike_keepsBoth() {
    List<CandidateResult> alike = List.of(trial("a", 0.5, 0.9), trial("b", 0.5, 0.9));

    assertEquals(List.of("a", "b"), cuts(ParetoFront.of(alike)));
  }

  @Test
  void best_lessThanTheFront_areThoseRightMostOften() {
    assertEquals(List.of("late", "middle"), cuts(ParetoFront.best(TRIALS, 2)));
  }

  @Test
  void best_moreThanTheFront_goOnWithWhatItBeats() {
    assertEquals(List.of("late", "middle", "early", "same"), cuts(ParetoFront.best(TRIALS, 4)));
  }
}
