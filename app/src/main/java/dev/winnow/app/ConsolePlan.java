package dev.winnow.app;

import dev.winnow.build.EmbeddingResult;
import dev.winnow.build.NoiseSearchResult;
import dev.winnow.build.StudyListener;
import dev.winnow.build.plan.Candidate;
import dev.winnow.build.plan.CandidateResult;
import dev.winnow.build.plan.PlanListener;
import dev.winnow.build.plan.SplitPlanText;
import dev.winnow.cli.Console;
import dev.winnow.cli.Units;
import dev.winnow.core.Progress;
import java.util.Map;

/** Says on the console how a plan gets on. */
record ConsolePlan(Console console) implements PlanListener {
  @Override
  public Progress begins(String step) {
    return console.progress(step);
  }

  @Override
  public void priced(int left, Map<String, Integer> excluded) {
    console.say(
        "%d candidates. %s".formatted(left, SplitPlanText.excluded(excluded)).stripTrailing());
  }

  @Override
  public StudyListener tries(Candidate candidate, double effort, int number, int count) {
    String round =
        "%d of %d, %s of the training, %s"
            .formatted(number, count, Units.percent(effort), candidate.text());
    return new StudyListener() {
      @Override
      public Progress begins(String step) {
        return console.progress(round + ": " + step);
      }

      @Override
      public void chose(NoiseSearchResult found) {}

      @Override
      public void measured(EmbeddingResult result) {}
    };
  }

  @Override
  public void tried(CandidateResult trial) {
    console.say(
        "%s: edge share %s, balanced %s after %s of the training"
            .formatted(
                trial.candidate().text(),
                Units.percent(trial.cost().edgeShare()),
                Units.percent(trial.outcome().balanced()),
                Units.percent(trial.effort())));
  }

  @Override
  public void failed(Candidate candidate, String why) {
    console.say("note: %s cannot be trained: %s".formatted(candidate.text(), why));
  }
}
