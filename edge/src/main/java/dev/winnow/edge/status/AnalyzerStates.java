package dev.winnow.edge.status;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How the analyzers of a node fare, in the order in which they are tried. */
final class AnalyzerStates {
  /** A hiccup of a server is no reason to call for help. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, AnalyzerState> states = new LinkedHashMap<>();

  synchronized void change(String address, UnaryOperator<AnalyzerState> how) {
    AnalyzerState before =
        Optional.ofNullable(states.get(address)).orElseGet(() -> AnalyzerState.unknown(address));
    states.put(address, how.apply(before));
  }

  synchronized List<AnalyzerState> all() {
    return List.copyOf(states.values());
  }

  /** Why nothing can be sent; empty while an analyzer answers, or failed only just now. */
  synchronized Optional<String> trouble(Instant now) {
    if (states.isEmpty() || !states.values().stream().allMatch(state -> isLost(state, now))) {
      return Optional.empty();
    }
    return Optional.of(
        "no analyzer answers: "
            + states.values().stream()
                .map(AnalyzerState::sentence)
                .collect(Collectors.joining("; ")));
  }

  private static boolean isLost(AnalyzerState state, Instant now) {
    return state.isAway()
        && state.since().map(since -> !now.isBefore(since.plus(PATIENCE))).orElse(false);
  }
}
