package dev.winnow.edge.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How long a sink's file is.
 *
 * @param path of the file, absolute
 * @param bytes that are in it for good
 */
public record SinkLength(String path, long bytes) {
  void keep(Connection connection) throws SQLException {
    try (var kept = connection.prepareStatement("INSERT OR REPLACE INTO sink VALUES (?, ?)")) {
      kept.setString(1, path);
      kept.setLong(2, bytes);
      kept.executeUpdate();
    }
  }

  static Optional<Long> of(Connection connection, String path) throws SQLException {
    try (var wanted = connection.prepareStatement("SELECT length FROM sink WHERE path = ?")) {
      wanted.setString(1, path);
      try (ResultSet row = wanted.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }
}
