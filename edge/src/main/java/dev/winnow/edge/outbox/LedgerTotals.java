package dev.winnow.edge.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a ledger adds up to, today (UTC) and in all, while it grows: requests that have come to
 * their end are added once, so that a look costs as much as there are new ones. For one thread.
 */
public final class LedgerTotals {
  private final NodeStore store;
  private final InstantSource clock;
  private final Map<String, Sums> settled = new HashMap<>();
  private long settledUpTo;

  /**
   * Sums of requests that left, or may have left.
   *
   * @param captures that had never left before
   * @param bits that these told at most, as far as something bounds them
   * @param bounded whether something bounds them all
   * @param bytes of heads and bodies
   */
  public record Sums(long requests, long captures, double bits, boolean bounded, long bytes) {
    /** Of no request. */
    public static final Sums NONE = new Sums(0, 0, 0, true, 0);

    Sums plus(Sums other) {
      return new Sums(
          requests + other.requests,
          captures + other.captures,
          bits + other.bits,
          bounded && other.bounded,
          bytes + other.bytes);
    }
  }

  /** Both sums. */
  public record Totals(Sums today, Sums all) {
    /** Of both ledgers. */
    public Totals plus(Totals other) {
      return new Totals(today.plus(other.today), all.plus(other.all));
    }
  }

  private LedgerTotals(NodeStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Adds up what there is; what is under way now will never be known to have ended.
   *
   * @param store of a node that has sent nothing yet in this process
   */
  public static LedgerTotals of(NodeStore store, InstantSource clock) {
    LedgerTotals totals = new LedgerTotals(store, clock);
    long last =
        store.transaction(
            connection -> number(connection, "SELECT COALESCE(MAX(id), 0) FROM request", 0));
    totals.settle(last);
    return totals;
  }

  /** The sums as of now. */
  public Totals totals() {
    settle(store.transaction(connection -> firstOpen(connection, settledUpTo)) - 1);
    Map<String, Sums> open =
        store.transaction(connection -> sums(connection, settledUpTo, Long.MAX_VALUE));
    String today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    Sums ofToday = Sums.NONE;
    Sums all = Sums.NONE;
    for (Map<String, Sums> some : List.of(settled, open)) {
      for (Map.Entry<String, Sums> day : some.entrySet()) {
        all = all.plus(day.getValue());
        if (day.getKey().equals(today)) {
          ofToday = ofToday.plus(day.getValue());
        }
      }
    }
    return new Totals(ofToday, all);
  }

  private void settle(long upTo) {
    store
        .transaction(connection -> sums(connection, settledUpTo, upTo))
        .forEach((day, sums) -> settled.merge(day, sums, Sums::plus));
    settledUpTo = Math.max(settledUpTo, upTo);
  }

  /** The first request after another one that has not come to its end; if none, a new one's. */
  private static long firstOpen(Connection connection, long after) throws SQLException {
    return number(
        connection,
        """
        SELECT COALESCE(
          (SELECT MIN(id) FROM request WHERE id > ?1 AND outcome = 'under way'),
          (SELECT MAX(id) + 1 FROM request), 1)""",
        after);
  }

  private static long number(Connection connection, String query, long parameter)
      throws SQLException {
    try (var wanted = connection.prepareStatement(query)) {
      if (query.contains("?")) {
        wanted.setLong(1, parameter);
      }
      try (ResultSet row = wanted.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  private static Map<String, Sums> sums(Connection connection, long after, long upTo)
      throws SQLException {
    Map<String, Sums> days = new HashMap<>();
    try (var wanted =
        connection.prepareStatement(
            """
            SELECT day, COUNT(*), SUM(captures), TOTAL(bits), SUM(bits IS NULL), SUM(bytes)
            FROM request WHERE id > ? AND id <= ? AND outcome != 'unsent' GROUP BY day""")) {
      wanted.setLong(1, after);
      wanted.setLong(2, upTo);
      try (ResultSet row = wanted.executeQuery()) {
        while (row.next()) {
          days.put(
              row.getString(1),
              new Sums(
                  row.getLong(2),
                  row.getLong(3),
                  row.getDouble(4),
                  row.getLong(5) == 0,
                  row.getLong(6)));
        }
      }
    }
    return days;
  }
}
