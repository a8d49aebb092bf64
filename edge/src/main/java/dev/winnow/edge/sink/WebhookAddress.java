package dev.winnow.edge.sink;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where answers are posted. Path and query of such an address are often its only secret, so that
 * people read scheme, host and port alone.
 */
public record WebhookAddress(URI uri) {
  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is no http or https URL with a host; the message does
   *     not repeat it
   */
  public static WebhookAddress parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
        return new WebhookAddress(uri);
      }
      throw new IllegalArgumentException(sentence());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(sentence());
    }
  }

  /** Scheme, host and port. */
  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  private static String sentence() {
    return "a webhook must look like webhook:https://example.org/answers: http or https, a host, and"
        + " where needed a port, a path and a query; no user and no fragment";
  }
}
