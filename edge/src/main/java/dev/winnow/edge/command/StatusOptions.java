package dev.winnow.edge.command;

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
   * What a run is to count with, shown if that was asked for; whoever asks closes it.
   *
   * @param pages that other runs of this process are shown on too
   * @throws IllegalArgumentException if there is no such port
   */
  SharedPages.Lease show(SharedPages pages) {
    if (port.filter(asked -> asked < 0 || asked > MOST).isPresent()) {
      throw new IllegalArgumentException("--status takes a port from 0 to " + MOST);
    }
    return port.map(pages::lease).orElseGet(SharedPages::none);
  }
}
