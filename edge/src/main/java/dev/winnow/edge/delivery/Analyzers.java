package dev.winnow.edge.delivery;

import java.util.List;
import java.util.function.Consumer;

/**
 * The analyzers that a node may ask, and who hears when one is away.
 *
 * @param addresses in the order in which they are tried, at least one
 * @param remarks takes a sentence when an analyzer fails and when it answers again; called by
 *     several threads
 */
public record Analyzers(List<AnalyzerUri> addresses, Consumer<String> remarks) {
  /**
   * @throws IllegalArgumentException if there is no address
   */
  public Analyzers {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("name an analyzer");
    }
  }

  /** One analyzer, and nobody who hears. */
  public static Analyzers of(AnalyzerUri address) {
    return new Analyzers(List.of(address), remark -> {});
  }
}
