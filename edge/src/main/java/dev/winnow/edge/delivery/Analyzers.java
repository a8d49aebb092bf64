package dev.winnow.edge.delivery;

import dev.winnow.edge.credentials.Credentials;
import java.util.List;

/**
 * The analyzers that a node may ask, what it shows to them, and who hears how they fare.
 *
 * @param addresses in the order in which they are tried, at least one
 * @param credentials shown to each of them
 * @param listener hears how they fare
 */
public record Analyzers(
    List<AnalyzerUri> addresses, Credentials credentials, DeliveryListener listener) {
  /**
   * @throws IllegalArgumentException if there is no address
   * @throws dev.winnow.edge.credentials.UnusableCredentialsException if the credentials may not go
   *     to all of them
   */
  public Analyzers {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("name an analyzer");
    }
    credentials.requireFit(addresses.stream().map(AnalyzerUri::uri).toList());
  }

  /** Analyzers to which nothing is shown. */
  public static Analyzers of(List<AnalyzerUri> addresses, DeliveryListener listener) {
    return new Analyzers(addresses, Credentials.NONE, listener);
  }

  /** One analyzer to which nothing is shown, and nobody who hears. */
  public static Analyzers of(AnalyzerUri address) {
    return of(List.of(address), DeliveryListener.NONE);
  }

  /** Whether any of them is asked over TLS. */
  boolean isSecure() {
    return addresses.stream().anyMatch(AnalyzerUri::isSecure);
  }
}
