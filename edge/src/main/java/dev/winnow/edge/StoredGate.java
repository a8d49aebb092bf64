package dev.winnow.edge;

import dev.winnow.edge.outbox.Ledger;
import dev.winnow.edge.outbox.StoredFeature;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of a window may leave: by the budget of all nodes that share a key, and by what the
 * ledger of this node says it has told today, in all and of one source. What has left before tells
 * nothing new and is free.
 *
 * @param daily bits of all sources together; empty if there is no limit
 * @param sourceDaily bits of one source; empty if there is no limit
 */
record StoredGate(
    ReleaseGate gate, Ledger ledger, OptionalDouble daily, OptionalDouble sourceDaily) {

  /**
   * What may be sent.
   *
   * @param features the first of them
   * @param spent why the others may not
   */
  record Granted(List<StoredFeature> features, Optional<SpentBudgetException> spent) {}

  /** Spends what some features of a source tell, in their order. */
  Granted grant(String source, List<StoredFeature> window) {
    int wanted = (int) window.stream().filter(feature -> !feature.isTold()).count();
    if (wanted == 0) {
      return new Granted(window, Optional.empty());
    }
    int bySource = most(wanted, sourceDaily, Optional.of(source));
    int byLedger = most(bySource, daily, Optional.empty());
    int granted = gate.grant(byLedger);
    if (granted == wanted) {
      return new Granted(window, Optional.empty());
    }
    SpentBudgetException spent =
        bySource < wanted && granted == bySource
            ? new SpentBudgetException(
                "today's budget of " + source,
                sourceDaily.orElseThrow(),
                gate.bits(),
                "--source-budget")
            : new SpentBudgetException(daily.orElseThrow(), gate.bits());
    return new Granted(first(window, granted), Optional.of(spent));
  }

  private int most(int wanted, OptionalDouble limit, Optional<String> source) {
    if (limit.isEmpty()) {
      return wanted;
    }
    double left = limit.getAsDouble() - ledger.toldToday(source);
    return (int) Math.max(0, Math.min(wanted, left / gate.bits()));
  }

  private static List<StoredFeature> first(List<StoredFeature> window, int granted) {
    int left = granted;
    for (int i = 0; i < window.size(); i++) {
      if (!window.get(i).isTold() && left-- == 0) {
        return window.subList(0, i);
      }
    }
    return window;
  }
}
