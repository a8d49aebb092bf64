package dev.winnow.edge.outbox;

import dev.winnow.core.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The database of one node. Used by several threads, one at a time. Whoever opens it closes it. */
public final class NodeStore implements AutoCloseable {
  /** Of the database, in the node's folder. */
  public static final String NAME = "node.db";

  private static final int FORMAT = 1;

  private static final String SCHEMA =
      """
      CREATE TABLE known (key BLOB PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE feature (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL, extractor TEXT NOT NULL, taken INTEGER NOT NULL,
        capture TEXT NOT NULL, sound INTEGER NOT NULL, told INTEGER NOT NULL DEFAULT 0,
        body BLOB, answer TEXT);
      CREATE INDEX feature_waiting ON feature (extractor, source, id) WHERE body NOT NULL;
      CREATE INDEX feature_answered ON feature (id) WHERE answer NOT NULL;
      CREATE TABLE sink (path TEXT PRIMARY KEY, length INTEGER NOT NULL);
      CREATE TABLE dropped (
        day TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, captures INTEGER NOT NULL,
        PRIMARY KEY (day, source, reason));
      CREATE TABLE request (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        time INTEGER NOT NULL, day TEXT NOT NULL, source TEXT NOT NULL, extractor TEXT NOT NULL,
        certificate TEXT NOT NULL, address TEXT NOT NULL, features INTEGER NOT NULL,
        captures INTEGER NOT NULL, bits REAL, bytes INTEGER NOT NULL, outcome TEXT NOT NULL);
      CREATE INDEX request_day ON request (day, source);
      """;

  private final Path folder;
  private final Connection connection;
  private final Optional<FileLock> lock;
  private final Queue<StoreTask<?>> asked = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();

  private NodeStore(Path folder, Connection connection, Optional<FileLock> lock) {
    this.folder = folder;
    this.connection = connection;
    this.lock = lock;
  }

  /** Something done with the database; once more if what was written together with it failed. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * Opens the database in a folder, which is made if it is missing, for its owner only.
   *
   * @throws UnusableStoreException if another process has it open, it is damaged or of another
   *     version, others than its owner may use it, or it can be neither read nor written
   */
  public static NodeStore open(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    FileLock lock = locked(whole);
    Path file = whole.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, PrivateFiles.file(file));
      }
      Optional<String> permissions = PrivateFiles.violation(file);
      if (permissions.isPresent()) {
        throw new UnusableStoreException(
            "others than its owner may use %s (%s); mend it with chmod 600"
                .formatted(file, permissions.get()));
      }
      return ready(new NodeStore(whole, connection(file, false), Optional.of(lock)));
    } catch (IOException | SQLException | RuntimeException e) {
      released(lock);
      throw e instanceof RuntimeException known ? known : failure(whole, e);
    }
  }

  /**
   * Opens the database of a node that may be running, to read it.
   *
   * @throws UnusableStoreException if there is none, or it cannot be read
   */
  public static NodeStore openToRead(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path file = whole.resolve(NAME);
    if (!Files.exists(file)) {
      throw new UnusableStoreException(
          "there is no %s in %s; name the folder that winnow edge --state-dir was given"
              .formatted(NAME, folder));
    }
    try {
      return new NodeStore(whole, connection(file, true), Optional.empty());
    } catch (SQLException e) {
      throw failure(whole, e);
    }
  }

  /** Bytes of the features that wait, of all extractors and sources; kept by their outboxes. */
  AtomicLong waitingBytes() {
    return waitingBytes;
  }

  /**
   * Does something in a transaction, which is on disk when this returns, or not at all. What
   * several threads ask for at the same time is written together: a disk takes as long for one as
   * for many.
   *
   * @throws UnusableStoreException if the database can be neither read nor written
   */
  <T> T transaction(Work<T> work) {
    StoreTask<T> task = new StoreTask<>(work);
    asked.add(task);
    synchronized (this) {
      if (!task.isDone()) {
        doTogether();
      }
    }
    try {
      return task.result();
    } catch (SQLException e) {
      throw failure(folder, e);
    }
  }

  /** What was asked for meanwhile, in one transaction; one by one if any of it fails. */
  private void doTogether() {
    List<StoreTask<?>> group = new ArrayList<>();
    for (var next = asked.poll(); next != null; next = asked.poll()) {
      group.add(next);
    }
    if (group.size() == 1 || !isWritten(group)) {
      group.forEach(task -> isWritten(List.of(task)));
    }
  }

  /** Whether all of a group is on disk; if not, it is undone. */
  private boolean isWritten(List<StoreTask<?>> group) {
    try {
      execute("BEGIN");
      for (StoreTask<?> task : group) {
        task.run(connection);
      }
      execute("COMMIT");
      group.forEach(StoreTask::succeed);
      return true;
    } catch (SQLException | RuntimeException e) {
      rolledBack(e);
      group.forEach(task -> task.fail(e));
      return false;
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(folder, e);
    } finally {
      lock.ifPresent(NodeStore::released);
    }
  }

  private static NodeStore ready(NodeStore store) {
    try {
      store.transaction(NodeStore::made);
      store.waitingBytes.set(store.transaction(NodeStore::waiting));
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static long waiting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery("SELECT TOTAL(LENGTH(body)) FROM feature WHERE body NOT NULL")) {
      return sum.getLong(1);
    }
  }

  private static boolean made(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int format;
      try (ResultSet version = statement.executeQuery("PRAGMA user_version")) {
        format = version.getInt(1);
      }
      if (format == 0) {
        for (String part : SCHEMA.split(";\n", -1)) {
          if (!part.isBlank()) {
            statement.executeUpdate(part);
          }
        }
        statement.executeUpdate("PRAGMA user_version=" + FORMAT);
      } else if (format != FORMAT) {
        throw new UnusableStoreException(
            "%s is of version %d, and this program knows version %d; run the program that wrote it"
                .formatted(NAME, format, FORMAT));
      }
      return format == 0;
    }
  }

  private static Connection connection(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    if (!readOnly) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private void rolledBack(Exception failure) {
    try {
      execute("ROLLBACK");
    } catch (SQLException later) {
      // A full disk has undone it already.
      failure.addSuppressed(later);
    }
  }

  private void execute(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static FileLock locked(Path folder) {
    try {
      Files.createDirectories(folder, PrivateFiles.folder(folder));
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = Optional.empty();
      try {
        lock = Optional.ofNullable(channel.tryLock());
      } catch (OverlappingFileLockException e) {
        // Said below.
      } finally {
        if (lock.isEmpty()) {
          channel.close();
        }
      }
      return lock.orElseThrow(
          () ->
              new UnusableStoreException(
                  "another node uses %s; stop it, or name another --state-dir".formatted(folder)));
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** The channel's end is the lock's. */
  private static void released(FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      // The process gives it back when it ends.
    }
  }

  private static UnusableStoreException failure(Path folder, Exception cause) {
    if (cause instanceof SQLException error) {
      int code = error.getErrorCode() & 0xff;
      if (code == SQLiteErrorCode.SQLITE_FULL.code) {
        return new UnusableStoreException(
            "the disk of %s is full; nothing that was acknowledged is lost; make room and run this again"
                .formatted(folder),
            cause);
      }
      if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
          || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
        return new UnusableStoreException(
            "%s is damaged (%s); move it away to begin anew, or put a copy of it in its place"
                .formatted(folder.resolve(NAME), error.getMessage()),
            cause);
      }
    }
    return new UnusableStoreException(
        "what this node keeps in %s cannot be used (%s); mend that and run this again"
            .formatted(folder, cause.getMessage()),
        cause);
  }
}
