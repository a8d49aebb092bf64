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
final class StepScheduler {
  private final AuditCheckpoint checkpoint;
  private final AuditTarget target;
  private final List<AuditPlan.Step> steps;
  private final Progress progress;
  private int done;

  private StepScheduler(
      AuditCheckpoint checkpoint,
      AuditTarget target,
      List<AuditPlan.Step> steps,
      Progress progress) {
    this.checkpoint = checkpoint;
    this.target = target;
    this.steps = steps;
    this.progress = progress;
  }

  /** What all steps found, in their order. */
  static List<Finding> findings(
      AuditCheckpoint checkpoint,
      AuditTarget target,
      List<AuditPlan.Step> steps,
      Progress progress) {
    return new StepScheduler(checkpoint, target, steps, progress).findings();
  }

  private List<Finding> findings() {
    ExecutorService training = Executors.newSingleThreadExecutor();
    ExecutorService others = Executors.newSingleThreadExecutor();
    try {
      List<CompletableFuture<List<Finding>>> found = new ArrayList<>();
      for (AuditPlan.Step step : steps) {
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

  private List<Finding> findings(AuditPlan.Step step) {
    String key = target.key() + " " + step.word();
    List<Finding> findings =
        checkpoint.findings(key).orElseGet(() -> checkpoint.add(key, step.work().get()));
    tell(step);
    return findings;
  }

  private synchronized void tell(AuditPlan.Step step) {
    progress.at(++done, steps.size(), target.name() + ": " + step.word());
  }
}
