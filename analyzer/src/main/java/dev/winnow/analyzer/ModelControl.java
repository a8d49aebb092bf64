package dev.winnow.analyzer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the models of a repository are loaded and unloaded, as Triton's {@code --model-control-mode}
 * has it.
 *
 * @param poll how often to look for what changed; empty for never
 * @param onRequest whether clients may load and unload models by the repository API
 * @param first the models to load at the start; empty for all, unless {@code onRequest}
 */
public record ModelControl(Optional<Duration> poll, boolean onRequest, List<String> first) {
  public ModelControl {
    first = List.copyOf(first);
    if (poll.isPresent() && poll.get().toMillis() < 1) {
      throw new IllegalArgumentException(
          "a repository can be looked at every millisecond or less often, not every " + poll.get());
    }
  }

  /** All models at the start, and none later. */
  public static ModelControl none() {
    return new ModelControl(Optional.empty(), false, List.of());
  }

  /** All models at the start, and what has changed since at every look. */
  public static ModelControl poll(Duration every) {
    return new ModelControl(Optional.of(every), false, List.of());
  }

  /** These models at the start, and others when a client asks for it. */
  public static ModelControl explicit(List<String> first) {
    return new ModelControl(Optional.empty(), true, first);
  }
}
