package dev.winnow.edge.outbox;

import dev.winnow.core.Digest;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.RequestLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What left the house: a line for every request, written before its first byte leaves. What a
 * feature tells counts once, however often it is sent: it is the same numbers.
 */
public final class Ledger implements RequestLog {
  /** What stands for the source of a request that holds no feature. */
  public static final String NO_SOURCE = "";

  private final NodeStore store;
  private final Sender sender;
  private final InstantSource clock;
  private final Map<Long, Outcome> ended = new ConcurrentHashMap<>();
  private final Map<Long, List<Long>> underWay = new ConcurrentHashMap<>();

  /**
   * Who sends.
   *
   * @param extractor name and version, for people
   * @param certificate digest of what covers its features; empty if it runs uncertified
   * @param bits that one answer tells at most; empty if nothing bounds them
   */
  public record Sender(String extractor, Optional<Digest> certificate, OptionalDouble bits) {}

  /** The ledger of a run; closed with the store. */
  public Ledger(NodeStore store, Sender sender, InstantSource clock) {
    this.store = store;
    this.sender = sender;
    this.clock = clock;
  }

  @Override
  public long begin(AnalyzerUri address, long bytes, List<Long> features) {
    return store.transaction(
        connection -> {
          keepEnded(connection);
          List<Long> told = tell(connection, features);
          String source = features.isEmpty() ? NO_SOURCE : source(connection, features.get(0));
          long request = insert(connection, address, bytes, features.size(), told.size(), source);
          underWay.put(request, told);
          return request;
        });
  }

  /**
   * On disk with the next request, or with {@link #flush}; until then the request may have left.
   */
  @Override
  public void end(long request, Outcome outcome) {
    ended.put(request, outcome);
  }

  /** Keeps what is known about requests that came to their end. */
  public void flush() {
    store.transaction(
        connection -> {
          keepEnded(connection);
          return store;
        });
  }

  /**
   * What was told on the day that it is now (UTC), or on the latest one that there was, if the
   * clock was set back.
   *
   * @param source of which; empty for all together
   * @return in bits, as far as something bounds them
   */
  public double toldToday(Optional<String> source) {
    return store.transaction(
        connection -> {
          try (var sum =
              connection.prepareStatement(
                  "SELECT TOTAL(bits) FROM request WHERE day >= ?"
                      + (source.isPresent() ? " AND source = ?" : ""))) {
            sum.setString(1, day(clock.instant()));
            if (source.isPresent()) {
              sum.setString(2, source.get());
            }
            try (ResultSet row = sum.executeQuery()) {
              return row.getDouble(1);
            }
          }
        });
  }

  /** All lines of a store, in order. */
  public static List<LedgerLine> lines(NodeStore store) {
    return store.transaction(
        connection -> {
          List<LedgerLine> lines = new ArrayList<>();
          try (var statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      """
                      SELECT time, source, extractor, certificate, address, features, captures,
                        bits, bytes, outcome FROM request ORDER BY id""")) {
            while (row.next()) {
              lines.add(line(row));
            }
          }
          return lines;
        });
  }

  /** Captures that were dropped, by day, source and reason. */
  public static List<LedgerLine.Dropped> dropped(NodeStore store) {
    return store.transaction(
        connection -> {
          List<LedgerLine.Dropped> lines = new ArrayList<>();
          try (var statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT * FROM dropped ORDER BY day, source, reason")) {
            while (row.next()) {
              lines.add(
                  new LedgerLine.Dropped(
                      row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
            }
          }
          return lines;
        });
  }

  private static LedgerLine line(ResultSet row) throws SQLException {
    double bits = row.getDouble(8);
    return new LedgerLine(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getObject(8) == null ? OptionalDouble.empty() : OptionalDouble.of(bits),
        row.getLong(9),
        row.getString(10));
  }

  private void keepEnded(Connection connection) throws SQLException {
    try (var outcome = connection.prepareStatement("UPDATE request SET outcome = ? WHERE id = ?")) {
      for (Map.Entry<Long, Outcome> request : Map.copyOf(ended).entrySet()) {
        ended.remove(request.getKey());
        List<Long> told = Optional.ofNullable(underWay.remove(request.getKey())).orElse(List.of());
        if (request.getValue() == Outcome.UNSENT) {
          takeBack(connection, request.getKey(), told);
        }
        outcome.setString(1, word(request.getValue()));
        outcome.setLong(2, request.getKey());
        outcome.addBatch();
      }
      outcome.executeBatch();
    }
  }

  /** Of a request that found no connection: nothing was told. */
  private static void takeBack(Connection connection, long request, List<Long> features)
      throws SQLException {
    try (var mark = connection.prepareStatement("UPDATE feature SET told = 0 WHERE id = ?");
        var line =
            connection.prepareStatement(
                """
                UPDATE request SET captures = 0, bits = CASE WHEN bits IS NULL THEN NULL ELSE 0 END
                WHERE id = ?""")) {
      for (long feature : features) {
        mark.setLong(1, feature);
        mark.addBatch();
      }
      mark.executeBatch();
      line.setLong(1, request);
      line.executeUpdate();
    }
  }

  /** Marks features as told; returns those that had not been. */
  private static List<Long> tell(Connection connection, List<Long> features) throws SQLException {
    List<Long> told = new ArrayList<>();
    try (var mark =
        connection.prepareStatement("UPDATE feature SET told = 1 WHERE id = ? AND told = 0")) {
      for (long feature : features) {
        mark.setLong(1, feature);
        if (mark.executeUpdate() > 0) {
          told.add(feature);
        }
      }
    }
    return told;
  }

  private static String source(Connection connection, long feature) throws SQLException {
    try (var wanted = connection.prepareStatement("SELECT source FROM feature WHERE id = ?")) {
      wanted.setLong(1, feature);
      try (ResultSet row = wanted.executeQuery()) {
        return row.next() ? row.getString(1) : NO_SOURCE;
      }
    }
  }

  private long insert(
      Connection connection,
      AnalyzerUri address,
      long bytes,
      int features,
      long told,
      String source)
      throws SQLException {
    Instant now = clock.instant();
    try (var line =
            connection.prepareStatement(
                """
                INSERT INTO request (time, day, source, extractor, certificate, address, features,
                  captures, bits, bytes, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        var last = connection.prepareStatement("SELECT last_insert_rowid()")) {
      line.setLong(1, now.toEpochMilli());
      line.setString(2, day(now));
      line.setString(3, source);
      line.setString(4, sender.extractor);
      line.setString(5, sender.certificate.map(Digest::text).orElse(LedgerLine.UNCERTIFIED));
      line.setString(6, address.toString());
      line.setInt(7, features);
      line.setLong(8, told);
      if (features == 0 || sender.bits.isPresent()) {
        line.setDouble(9, told * sender.bits.orElse(0));
      } else {
        line.setNull(9, Types.REAL);
      }
      line.setLong(10, bytes);
      line.setString(11, LedgerLine.UNDER_WAY);
      line.executeUpdate();
      try (ResultSet row = last.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  private static String day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
