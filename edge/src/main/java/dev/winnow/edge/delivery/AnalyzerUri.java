package dev.winnow.edge.delivery;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where an analyzer is served, such as {@code http://localhost:8080} or {@code
 * https://example.org/gateway}. Features are sent there and nowhere else.
 */
public final class AnalyzerUri {
  private final URI uri;

  private AnalyzerUri(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads an address.
   *
   * @throws MalformedAddressException if it is not an http or https URL of host, port and path only
   */
  public static AnalyzerUri parse(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web
          || uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null) {
        throw malformed();
      }
      return new AnalyzerUri(uri);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  /** A place of the protocol at this address. */
  public URI resolve(String path) {
    return URI.create(uri + path);
  }

  /** The address itself. */
  public URI uri() {
    return uri;
  }

  /** Whether it is asked over TLS. */
  public boolean isSecure() {
    return "https".equals(uri.getScheme());
  }

  /** The address as a user writes it. */
  @Override
  public String toString() {
    return uri.toString();
  }

  /** Does not repeat the text, which may hold a password. */
  private static MalformedAddressException malformed() {
    return new MalformedAddressException(
        "the analyzer's address must look like http://localhost:8080: http or https, a host, and"
            + " where needed a port and a path; no user, query or fragment");
  }
}
