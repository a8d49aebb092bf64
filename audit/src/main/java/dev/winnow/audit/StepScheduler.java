package dev.winnow.audit;

import dev.winnow.audit.journal.Journal;
import dev.winnow.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs the steps of an audit side by side: those that train one after another, since PyTorch takes
 * its randomness from the process, and beside them all others.
 *
 * <p>Steps that the journal knows are not done again.
 */
final class StepScheduler {
  private final Journal<StepResult> journal;
  private final AuditTarget target;
  private final List<AuditPlan.Step> steps;
  private final Progress progress;
  private int done;

  private StepScheduler(
      Journal<StepResult> journal,
      AuditTarget target,
      List<AuditPlan.Step> steps,
      Progress progress) {
    this.journal = journal;
    this.target = target;
    this.steps = steps;
    this.progress = progress;
  }

  /** What all steps came to, in their order. */
  static List<StepResult> results(
      Journal<StepResult> journal,
      AuditTarget target,
      List<AuditPlan.Step> steps,
      Progress progress) {
    return new StepScheduler(journal, target, steps, progress).results();
  }

  private List<StepResult> results() {
    ExecutorService training = Executors.newSingleThreadExecutor();
    ExecutorService others = Executors.newSingleThreadExecutor();
    List<CompletableFuture<StepResult>> results = new ArrayList<>();
    try {
      for (AuditPlan.Step step : steps) {
        results.add(
            CompletableFuture.supplyAsync(() -> result(step), step.trains() ? training : others));
      }
      return results.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      // After a failure nothing begins any more, and nothing trains on beside whoever is next.
      results.forEach(result -> result.cancel(false));
      end(training);
      end(others);
    }
  }

  private static void end(ExecutorService executor) {
    executor.shutdown();
    try {
      executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private StepResult result(AuditPlan.Step step) {
    String key = target.key() + " " + step.word();
    StepResult result = journal.result(key, step.work());
    tell(step);
    return result;
  }

  private synchronized void tell(AuditPlan.Step step) {
    progress.at(++done, steps.size(), target.name() + ": " + step.word());
  }
}
