package dev.winnow.edge.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a thread has asked a {@link NodeStore} to do, and what came of it.
 *
 * @param <T> what it brings
 */
final class StoreTask<T> {
  private final NodeStore.Work<T> work;
  private final List<T> brought = new ArrayList<>(1);
  private Optional<Exception> failure = Optional.empty();
  private boolean done;

  StoreTask(NodeStore.Work<T> work) {
    this.work = work;
  }

  /** Does it, in the transaction that is open. */
  void run(Connection connection) throws SQLException {
    brought.clear();
    brought.add(work.with(connection));
  }

  /** The transaction is on disk. */
  void succeed() {
    failure = Optional.empty();
    done = true;
  }

  /** The transaction was undone. */
  void fail(Exception reason) {
    failure = Optional.of(reason);
    done = true;
  }

  boolean isDone() {
    return done;
  }

  /**
   * What it brought.
   *
   * @throws SQLException if the database failed
   * @throws RuntimeException if the work did
   */
  T result() throws SQLException {
    if (failure.isPresent()) {
      if (failure.get() instanceof SQLException database) {
        throw database;
      }
      if (failure.get() instanceof RuntimeException known) {
        throw known;
      }
    }
    return brought.get(0);
  }
}
