package dev.winnow.app.serve;

import dev.winnow.analyzer.ConnectionLimits;
import dev.winnow.analyzer.ServerOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What {@code winnow serve} takes on at most. */
public final class LimitOptions {
  @Option(
      names = "--queue-rows",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "Rows that may wait for a model before more are turned away (default:"
              + " ${DEFAULT-VALUE}).")
  private int rows = 1024;

  @Option(
      names = "--max-wait",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Seconds that a request may have to wait; one that would wait longer is turned away at"
              + " once (default: ${DEFAULT-VALUE}).")
  private double wait = 10;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "65536",
      description =
          "Connections to hold; fewer where ulimit -n allows fewer (default: ${DEFAULT-VALUE}).")
  private int connections = 65536;

  @Option(
      names = "--connections-per-client",
      paramLabel = "N",
      defaultValue = "0",
      description = "Connections from one address; 0 for half of all (default: ${DEFAULT-VALUE}).")
  private int ofOne;

  /** Made by picocli. */
  public LimitOptions() {}

  /**
   * These limits for a server.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ServerOptions in(ServerOptions options) {
    return options
        .withWaiting(rows)
        .withLongest(Duration.ofMillis(Math.round(wait * 1000)))
        .withConnections(new ConnectionLimits(connections, ofOne));
  }
}
