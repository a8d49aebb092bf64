package dev.winnow.edge.memory;

import dev.winnow.core.Json;
import dev.winnow.core.StrictObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a node may tell in a day (UTC), in bits, over all packages and processes that have their key
 * in one folder: by composition, k answers tell at most k times what one does. What is about to be
 * sent is spent first and kept on disk, so that a node that dies has spent too much rather than too
 * little.
 */
public final class PrivacyBudget {
  public static final String NAME = "budget.json";

  private final StateFile file;
  private final double limit;
  private final InstantSource clock;

  private PrivacyBudget(StateFile file, double limit, InstantSource clock) {
    this.file = file;
    this.limit = limit;
    this.clock = clock;
  }

  /** What was spent on a day. */
  private record Spent(LocalDate day, double bits) {
    static Spent read(StrictObject fields) {
      Spent spent = new Spent(LocalDate.parse(fields.text("day")), fields.number("bits"));
      if (spent.bits < 0) {
        throw fields.invalid("bits", "must be at least 0");
      }
      return spent;
    }
  }

  /**
   * A budget.
   *
   * @param key file of the node's key, beside which what was spent is kept
   * @param limit bits a day, positive
   * @throws UnusableMemoryException if what was spent can be neither read nor kept
   */
  public static PrivacyBudget beside(Path key, double limit, InstantSource clock) {
    StateFile file = StateFile.beside(key, NAME, "what it has told", "winnow-budget/1");
    PrivacyBudget budget = new PrivacyBudget(file, limit, clock);
    // What cannot be kept is said before anything is asked.
    budget.grant(0, 1);
    return budget;
  }

  public double limit() {
    return limit;
  }

  /**
   * Spends what some answers tell.
   *
   * @param bits that each tells at most
   * @return for how many of them there is enough; only these may be sent
   * @throws UnusableMemoryException if what was spent can be neither read nor kept
   */
  public int grant(int answers, double bits) {
    return file.locked(
        () -> {
          Spent spent = today();
          int granted = (int) Math.max(0, Math.min(answers, (limit - spent.bits) / bits));
          file.write(
              Json.object()
                  .put("day", spent.day.toString())
                  .put("bits", spent.bits + granted * bits));
          return granted;
        });
  }

  /** What was spent today; or on the latest day that there was, if the clock was set back. */
  private Spent today() {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return file.read(Spent::read)
        .filter(spent -> !spent.day.isBefore(today))
        .orElse(new Spent(today, 0));
  }
}
