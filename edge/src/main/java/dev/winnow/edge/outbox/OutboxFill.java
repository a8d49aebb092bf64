package dev.winnow.edge.outbox;

import java.sql.ResultSet;

/**
 * What waits for its answer in a store, of whichever extractor and source.
 *
 * @param features how many
 * @param bytes of these
 * @param limit bytes that may wait
 */
public record OutboxFill(long features, long bytes, long limit) {
  /** Of nothing that could hold something. */
  public static final OutboxFill NONE = new OutboxFill(0, 0, 0);

  /**
   * Counts by an index alone; features of one extractor are all of one size.
   *
   * @throws UnusableStoreException if the store cannot be read
   */
  public static OutboxFill of(NodeStore store, OutboxLimits limits) {
    return store.transaction(
        connection -> {
          long features = 0;
          long bytes = 0;
          try (var statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      """
                      SELECT n, n * (SELECT LENGTH(body) FROM feature f
                        WHERE f.extractor = e AND body NOT NULL LIMIT 1)
                      FROM (SELECT extractor AS e, COUNT(*) AS n FROM feature
                        WHERE body NOT NULL GROUP BY extractor)""")) {
            while (row.next()) {
              features += row.getLong(1);
              bytes += row.getLong(2);
            }
          }
          return new OutboxFill(features, bytes, limits.bytes());
        });
  }

  /** Both together. */
  public OutboxFill plus(OutboxFill other) {
    return new OutboxFill(features + other.features, bytes + other.bytes, limit + other.limit);
  }
}
