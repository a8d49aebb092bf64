package dev.winnow.edge.outbox;

import dev.winnow.core.Digest;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Features that wait for their answer, and answers that wait for the sink, in the order in which
 * their captures came. Safe for one thread that adds and one that takes away.
 */
public final class Outbox {
  private static final String TOO_OLD = "too old";
  private static final String NO_ROOM = "no room";

  private final NodeStore store;
  private final Digest extractor;
  private final OutboxLimits limits;
  private final InstantSource clock;
  private final AtomicLong waitingBytes = new AtomicLong();

  private Outbox(NodeStore store, Digest extractor, OutboxLimits limits, InstantSource clock) {
    this.store = store;
    this.extractor = extractor;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A capture that was extracted.
   *
   * @param feature 32-bit floats in the machine's order
   */
  public record Extracted(
      CaptureKey key, StoredFeature.Origin capture, boolean isSound, ByteBuffer feature) {}

  /**
   * An answer that waits for the sink.
   *
   * @param line without its end; empty if it means nothing and is not to be written
   */
  public record Waiting(long id, String line) {}

  /**
   * The features of one extractor.
   *
   * @param extractor digest of the package's manifest; features of others stay and are not seen
   */
  public static Outbox of(
      NodeStore store, Digest extractor, OutboxLimits limits, InstantSource clock) {
    Outbox outbox = new Outbox(store, extractor, limits, clock);
    outbox.waitingBytes.set(
        store.transaction(
            connection ->
                number(connection, "SELECT TOTAL(LENGTH(body)) FROM feature WHERE body NOT NULL")));
    return outbox;
  }

  /** Whether an earlier run has acknowledged a capture, answered or not. */
  public boolean isKnown(CaptureKey key) {
    return store.transaction(
        connection -> {
          try (var known = connection.prepareStatement("SELECT 1 FROM known WHERE key = ?")) {
            known.setBytes(1, key.bytes());
            try (ResultSet row = known.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  /**
   * Acknowledges captures, all or none: they are on disk when this returns.
   *
   * @param source as the node's owner named it
   * @throws UnusableStoreException if they cannot be written; none is acknowledged then
   */
  public void add(String source, List<Extracted> captures) {
    store.transaction(
        connection -> {
          insert(connection, source, captures);
          return captures;
        });
    captures.forEach(capture -> waitingBytes.addAndGet(capture.feature.remaining()));
  }

  /**
   * Whether features of so many bytes more find room; the first ones always do.
   *
   * @param pending bytes that are about to be added, before these
   */
  public boolean hasRoom(long bytes, long pending) {
    long waiting = waitingBytes.get() + pending;
    return waiting == 0 || waiting + bytes <= limits.bytes();
  }

  /** Counts captures of a source that cannot wait, for which there was no room. */
  public void countDropped(String source, long captures) {
    store.transaction(
        connection -> {
          dropped(connection, source, NO_ROOM, captures);
          return captures;
        });
  }

  /**
   * Drops features that are older than they may be, of whichever extractor, and counts them.
   *
   * @return how many of this extractor
   */
  public long dropOld() {
    if (limits.age().isEmpty()) {
      return 0;
    }
    long before = clock.instant().minus(limits.age().get()).toEpochMilli();
    Dropped dropped = store.transaction(connection -> dropOld(connection, before));
    waitingBytes.addAndGet(-dropped.bytes);
    return dropped.own;
  }

  /** How many features wait for their answer. */
  public long unanswered() {
    return count("SELECT COUNT(*) FROM feature WHERE extractor = ? AND body NOT NULL");
  }

  /** How many features of other extractors wait; they leave only with their own. */
  public long foreign() {
    return count("SELECT COUNT(*) FROM feature WHERE extractor != ? AND body NOT NULL");
  }

  /**
   * The first features that wait for their answer, all of one source, in its order.
   *
   * @param most how many
   */
  public List<StoredFeature> next(int most) {
    return store.transaction(
        connection -> {
          try (var wanted =
              connection.prepareStatement(
                  """
                  SELECT id, capture, sound, told, body FROM feature
                  WHERE extractor = ?1 AND body NOT NULL AND source = (
                    SELECT source FROM feature WHERE extractor = ?1 AND body NOT NULL
                    ORDER BY id LIMIT 1)
                  ORDER BY id LIMIT ?2""")) {
            wanted.setString(1, extractor.text());
            wanted.setInt(2, most);
            return features(wanted);
          }
        });
  }

  /** Of which source a feature is. */
  public String source(long id) {
    return store.transaction(
        connection -> {
          try (var wanted = connection.prepareStatement("SELECT source FROM feature WHERE id=?")) {
            wanted.setLong(1, id);
            try (ResultSet row = wanted.executeQuery()) {
              return row.next() ? row.getString(1) : "";
            }
          }
        });
  }

  /**
   * Puts answers in the place of features.
   *
   * @param lines by the numbers of the features
   */
  public void answered(Map<Long, String> lines) {
    long freed =
        store.transaction(
            connection -> {
              long bytes = 0;
              for (Map.Entry<Long, String> line : lines.entrySet()) {
                bytes += answered(connection, line.getKey(), line.getValue());
              }
              return bytes;
            });
    waitingBytes.addAndGet(-freed);
  }

  /** Answers that can leave: of each source those before which none is missing. */
  public List<Waiting> deliverable() {
    return store.transaction(
        connection -> {
          try (var wanted =
              connection.prepareStatement(
                  """
                  SELECT id, answer FROM feature f WHERE answer NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM feature b WHERE b.source = f.source AND b.extractor = f.extractor
                    AND b.id < f.id AND b.answer IS NULL)
                  ORDER BY id""")) {
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = wanted.executeQuery()) {
              while (row.next()) {
                waiting.add(new Waiting(row.getLong(1), row.getString(2)));
              }
            }
            return waiting;
          }
        });
  }

  /**
   * Forgets answers that the sink has.
   *
   * @param sink name of the file and its length with them; empty if the sink is no file
   */
  public void delivered(List<Waiting> answers, Optional<SinkLength> sink) {
    store.transaction(
        connection -> {
          try (var gone = connection.prepareStatement("DELETE FROM feature WHERE id = ?")) {
            for (Waiting answer : answers) {
              gone.setLong(1, answer.id);
              gone.addBatch();
            }
            gone.executeBatch();
          }
          if (sink.isPresent()) {
            sink.get().keep(connection);
          }
          return answers;
        });
  }

  /** How long a sink's file was when answers were last known to be in it; empty if never. */
  public Optional<Long> sinkLength(String path) {
    return store.transaction(connection -> SinkLength.of(connection, path));
  }

  /** Keeps that a file begins to be a sink. */
  public void keep(SinkLength sink) {
    store.transaction(
        connection -> {
          sink.keep(connection);
          return sink;
        });
  }

  private long count(String query) {
    return store.transaction(
        connection -> {
          try (var wanted = connection.prepareStatement(query)) {
            wanted.setString(1, extractor.text());
            try (ResultSet row = wanted.executeQuery()) {
              return row.getLong(1);
            }
          }
        });
  }

  private void insert(Connection connection, String source, List<Extracted> captures)
      throws SQLException {
    long now = clock.millis();
    try (var known = connection.prepareStatement("INSERT OR IGNORE INTO known VALUES (?)");
        var feature =
            connection.prepareStatement(
                """
                INSERT INTO feature (source, extractor, taken, capture, sound, body)
                VALUES (?, ?, ?, ?, ?, ?)""")) {
      for (Extracted capture : captures) {
        known.setBytes(1, capture.key.bytes());
        known.addBatch();
        feature.setString(1, source);
        feature.setString(2, extractor.text());
        feature.setLong(3, now);
        feature.setString(4, capture.capture.toJson());
        feature.setInt(5, capture.isSound ? 1 : 0);
        feature.setBytes(6, bytes(capture.feature));
        feature.addBatch();
      }
      known.executeBatch();
      feature.executeBatch();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static List<StoredFeature> features(PreparedStatement wanted) throws SQLException {
    List<StoredFeature> features = new ArrayList<>();
    try (ResultSet row = wanted.executeQuery()) {
      while (row.next()) {
        features.add(
            new StoredFeature(
                row.getLong(1),
                StoredFeature.Origin.parse(row.getString(2)),
                row.getInt(3) == 1,
                row.getInt(4) == 1,
                ByteBuffer.wrap(row.getBytes(5)).asReadOnlyBuffer()));
      }
    }
    return features;
  }

  /** Returns the bytes of the feature that is gone. */
  private static long answered(Connection connection, long id, String line) throws SQLException {
    try (var size = connection.prepareStatement("SELECT LENGTH(body) FROM feature WHERE id = ?");
        var answer =
            connection.prepareStatement(
                "UPDATE feature SET body = NULL, answer = ? WHERE id = ?")) {
      size.setLong(1, id);
      long bytes;
      try (ResultSet row = size.executeQuery()) {
        bytes = row.next() ? row.getLong(1) : 0;
      }
      answer.setString(1, line);
      answer.setLong(2, id);
      answer.executeUpdate();
      return bytes;
    }
  }

  /** What one drop came to: features of this extractor, bytes of all. */
  private record Dropped(long own, long bytes) {}

  /** Changes nothing but the database, since a transaction may be done again. */
  private Dropped dropOld(Connection connection, long before) throws SQLException {
    long own = 0;
    long bytes = 0;
    try (var old =
        connection.prepareStatement(
            """
            SELECT source, COUNT(*), SUM(LENGTH(body)), SUM(extractor = ?) FROM feature
            WHERE body NOT NULL AND taken < ? GROUP BY source""")) {
      old.setString(1, extractor.text());
      old.setLong(2, before);
      try (ResultSet row = old.executeQuery()) {
        while (row.next()) {
          dropped(connection, row.getString(1), TOO_OLD, row.getLong(2));
          bytes += row.getLong(3);
          own += row.getLong(4);
        }
      }
    }
    try (var gone =
        connection.prepareStatement("DELETE FROM feature WHERE body NOT NULL AND taken < ?")) {
      gone.setLong(1, before);
      gone.executeUpdate();
    }
    return new Dropped(own, bytes);
  }

  private void dropped(Connection connection, String source, String reason, long captures)
      throws SQLException {
    try (var counted =
        connection.prepareStatement(
            """
            INSERT INTO dropped VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET captures = captures + excluded.captures""")) {
      Instant now = clock.instant();
      counted.setString(1, now.atZone(ZoneOffset.UTC).toLocalDate().toString());
      counted.setString(2, source);
      counted.setString(3, reason);
      counted.setLong(4, captures);
      counted.executeUpdate();
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
