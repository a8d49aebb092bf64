package dev.winnow.audit;

import dev.winnow.core.Progress;
import dev.winnow.trust.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs the steps of an audit side by side: those that train one after another, since PyTorch takes
 * its randomness from the process, and beside them all others.
 *
 * <p>Steps that the journal knows are not done again.
 */
final class Lanes {
  private final Journal journal;
  private final Subject subject;
  private final List<Steps.Step> steps;
  private final Progress progress;
  private int done;

  private Lanes(Journal journal, Subject subject, List<Steps.Step> steps, Progress progress) {
    this.journal = journal;
    this.subject = subject;
    this.steps = steps;
    this.progress = progress;
  }

  /** What all steps found, in their order. */
  static List<Finding> findings(
      Journal journal, Subject subject, List<Steps.Step> steps, Progress progress) {
    return new Lanes(journal, subject, steps, progress).findings();
  }

  private List<Finding> findings() {
    ExecutorService training = Executors.newSingleThreadExecutor();
    ExecutorService others = Executors.newSingleThreadExecutor();
    try {
      List<CompletableFuture<List<Finding>>> found = new ArrayList<>();
      for (Steps.Step step : steps) {
        found.add(
            CompletableFuture.supplyAsync(() -> findings(step), step.trains() ? training : others));
      }
      return found.stream().flatMap(future -> future.join().stream()).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      training.shutdownNow();
      others.shutdownNow();
    }
  }

  private List<Finding> findings(Steps.Step step) {
    String key = subject.key() + " " + step.word();
    List<Finding> findings =
        journal.findings(key).orElseGet(() -> journal.add(key, step.work().get()));
    tell(step);
    return findings;
  }

  private synchronized void tell(Steps.Step step) {
    progress.at(++done, steps.size(), subject.name() + ": " + step.word());
  }
}
