package dev.winnow.analyzer;

/**
 * How many connections a server holds.
 *
 * @param most together, at least 1; fewer where the system lets the process open fewer files
 * @param ofOne from one address, at least 1; 0 for half of all
 */
public record ConnectionLimits(int most, int ofOne) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ConnectionLimits {
    if (most < 1 || ofOne < 0) {
      throw new IllegalArgumentException(
          "there must be at least 1 connection and 1 of each client, not %d and %d"
              .formatted(most, ofOne));
    }
  }

  /** As many as the system allows, half of them from one address. */
  public static ConnectionLimits ofSystem() {
    return new ConnectionLimits(Integer.MAX_VALUE, 0);
  }

  /** How many come from one address where there are so many together. */
  int ofOneClient(int together) {
    return ofOne == 0 ? Math.max(1, together / 2) : ofOne;
  }
}
