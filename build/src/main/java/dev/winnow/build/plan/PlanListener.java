package dev.winnow.build.plan;

import dev.winnow.build.StudyListener;
import dev.winnow.core.Progress;
import java.util.Map;

/** Told how a plan gets on, from the thread that runs it. */
public interface PlanListener {
  /** A step begins that is no trial. */
  Progress begins(String step);

  /** What is left after arithmetic and the clock. */
  void priced(int left, Map<String, Integer> excluded);

  /**
   * A trial begins.
   *
   * @param effort share of the whole training
   * @param number of the trial in its round, from 1
   * @param count of the round
   */
  StudyListener tries(Candidate candidate, double effort, int number, int count);

  /** A candidate was trained and measured. */
  void tried(CandidateResult trial);

  /** A candidate cannot be trained. */
  void failed(Candidate candidate, String why);
}
