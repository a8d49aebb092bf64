package dev.winnow.edge.command;

import dev.winnow.cli.Console;
import dev.winnow.edge.status.NodeStatus;
import dev.winnow.edge.status.StatusPage;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where a node shows what it does. */
final class StatusOptions {
  private static final int MOST = 65_535;

  @Option(
      names = "--status",
      paramLabel = "PORT",
      description =
          "Show what this node does on http://localhost:PORT/, to this machine only, with /metrics"
              + " for Prometheus and /health; 0 for any port that is free (default: off).")
  private Optional<Integer> port = Optional.empty();

  /**
   * A run that shows what it does, if that was asked for.
   *
   * @param page closed with it
   */
  record Shown(NodeStatus status, Optional<StatusPage> page) implements AutoCloseable {
    @Override
    public void close() {
      page.ifPresent(StatusPage::close);
    }
  }

  /**
   * Begins to count, and to show it; whoever asks closes it.
   *
   * @throws IllegalArgumentException if there is no such port
   */
  Shown show(Console console) {
    if (port.filter(asked -> asked < 0 || asked > MOST).isPresent()) {
      throw new IllegalArgumentException("--status takes a port from 0 to " + MOST);
    }
    NodeStatus status = new NodeStatus(InstantSource.system(), console::say);
    Optional<StatusPage> page = port.map(asked -> StatusPage.open(asked, status));
    page.ifPresent(open -> console.say("status at " + open.address()));
    return new Shown(status, page);
  }
}
