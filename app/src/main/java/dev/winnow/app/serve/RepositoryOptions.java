package dev.winnow.app.serve;

import dev.winnow.analyzer.ModelControl;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which models {@code winnow serve} loads, and when. */
public final class RepositoryOptions {
  /** The words of Triton's {@code --model-control-mode}. */
  enum Mode {
    NONE,
    POLL,
    EXPLICIT
  }

  @Option(
      names = "--model-control",
      paramLabel = "MODE",
      defaultValue = "none",
      description =
          "none: all models, once; poll: look for changes; explicit: clients load and unload by"
              + " Triton's repository API (default: ${DEFAULT-VALUE}).")
  private Mode mode = Mode.NONE;

  @Option(
      names = "--poll-every",
      paramLabel = "S",
      defaultValue = "15",
      description = "Seconds between two looks (default: ${DEFAULT-VALUE}).")
  private double every = 15;

  @Option(
      names = "--load-model",
      paramLabel = "NAME",
      description = "With explicit: to load at the start; repeatable.")
  private List<String> first = List.of();

  /** Made by picocli. */
  public RepositoryOptions() {}

  /**
   * What they say.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  public ModelControl control() {
    if (!first.isEmpty() && mode != Mode.EXPLICIT) {
      throw new IllegalArgumentException(
          "--load-model goes with --model-control explicit; otherwise all models are loaded");
    }
    return switch (mode) {
      case NONE -> ModelControl.none();
      case POLL -> ModelControl.poll(Duration.ofMillis(Math.round(every * 1000)));
      case EXPLICIT -> ModelControl.explicit(first);
    };
  }
}
