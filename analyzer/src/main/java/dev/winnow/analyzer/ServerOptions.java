package dev.winnow.analyzer;

import dev.winnow.analyzer.access.Doors;
import java.time.Duration;

/**
 * How a server runs.
 *
 * @param host the address to listen on; empty for all of this machine
 * @param doors who may call it
 * @param port to listen on, 0 for one that is free
 * @param threads how many runs of a model may compute at the same time, each in a thread of its
 *     own, at least 1
 * @param waiting how many rows may wait for a model before more are turned away, at least 1
 * @param longest how long a row may have to wait for a model before it is turned away; less where
 *     clients have less patience
 * @param connections how many are held
 * @param control when models are loaded and unloaded
 * @param version what the server's metadata says of the server
 */
public record ServerOptions(
    String host,
    Doors doors,
    int port,
    int threads,
    int waiting,
    Duration longest,
    ConnectionLimits connections,
    ModelControl control,
    String version) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ServerOptions {
    require(port >= 0 && port <= 65535, "the port must be from 0 to 65535, not " + port);
    require(threads >= 1, "there must be at least 1 thread, not " + threads);
    require(!longest.isNegative(), "nobody can wait for less than no time, such as " + longest);
    require(waiting >= 1, "at least 1 row must be allowed to wait, not " + waiting);
  }

  /**
   * For this machine alone, a thread for each processor, up to 1,024 rows waiting for a model, for
   * ten seconds.
   */
  public static ServerOptions onPort(int port) {
    return new ServerOptions(
        "127.0.0.1",
        Doors.none(),
        port,
        Runtime.getRuntime().availableProcessors(),
        1024,
        Duration.ofSeconds(10),
        ConnectionLimits.ofSystem(),
        ModelControl.none(),
        "0");
  }

  /** These options with another address to listen on. */
  public ServerOptions withHost(String other) {
    return new ServerOptions(
        other, doors, port, threads, waiting, longest, connections, control, version);
  }

  /** These options with other doors. */
  public ServerOptions withDoors(Doors other) {
    return new ServerOptions(
        host, other, port, threads, waiting, longest, connections, control, version);
  }

  /** These options with another number of threads. */
  public ServerOptions withThreads(int other) {
    return new ServerOptions(
        host, doors, port, other, waiting, longest, connections, control, version);
  }

  /** These options with another number of rows that may wait. */
  public ServerOptions withWaiting(int other) {
    return new ServerOptions(
        host, doors, port, threads, other, longest, connections, control, version);
  }

  /** These options with another limit of the time to wait. */
  public ServerOptions withLongest(Duration other) {
    return new ServerOptions(
        host, doors, port, threads, waiting, other, connections, control, version);
  }

  /** These options with other limits of connections. */
  public ServerOptions withConnections(ConnectionLimits other) {
    return new ServerOptions(host, doors, port, threads, waiting, longest, other, control, version);
  }

  /** These options with another control of models. */
  public ServerOptions withControl(ModelControl other) {
    return new ServerOptions(
        host, doors, port, threads, waiting, longest, connections, other, version);
  }

  /** These options with another version in the server's metadata. */
  public ServerOptions withVersion(String other) {
    return new ServerOptions(
        host, doors, port, threads, waiting, longest, connections, control, other);
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
