package dev.winnow.app;

import dev.winnow.build.plan.PlanBudget;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a split may cost, as options; what is not given does not matter. */
final class PlanBudgetOptions {
  @Option(
      names = "--max-share",
      paramLabel = "PERCENT",
      description =
          "Of the uncut network's multiply-accumulates, what the edge may compute (default: 100).")
  private double share = 100;

  @Option(
      names = "--max-bits",
      paramLabel = "BITS",
      description = "What one answer may tell about anything, for any population.")
  private Optional<Double> bits = Optional.empty();

  @Option(
      names = "--max-loss",
      paramLabel = "POINTS",
      description =
          "Of balanced accuracy, beside the uncut network; negative where a gain is wanted"
              + " (default: 1).")
  private double loss = 1;

  @Option(
      names = "--max-leakage",
      paramLabel = "SHARE",
      description = "Of identity, between the answer alone at 0 and the raw capture at 1.")
  private Optional<Double> leakage = Optional.empty();

  @Option(
      names = "--max-ms",
      paramLabel = "MS",
      description =
          "Of the extractor for one sample, in one thread of this machine, or of that of --device.")
  private Optional<Double> milliseconds = Optional.empty();

  @Option(
      names = "--max-size",
      paramLabel = "KB",
      description =
          "Of the extractor's network, on disk and in memory; where floats are larger, or slower than"
              + " --max-ms, 8-bit integers are tried.")
  private Optional<Double> size = Optional.empty();

  @Option(
      names = "--max-bytes",
      paramLabel = "BYTES",
      description = "That leave for one sample, without the protocol around them.")
  private Optional<Double> bytes = Optional.empty();

  /**
   * The budget.
   *
   * @throws IllegalArgumentException if a limit is not above 0
   */
  PlanBudget budget() {
    return new PlanBudget(
        share / 100,
        any(bits),
        loss / 100,
        any(leakage),
        any(milliseconds),
        1000 * any(size),
        any(bytes));
  }

  private static double any(Optional<Double> limit) {
    return limit.orElse(Double.POSITIVE_INFINITY);
  }
}
