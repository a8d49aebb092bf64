package dev.winnow.edge.credentials;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of what a node shows to analyzers, and of whom it believes.
 *
 * @param authorities certificates in PEM that a server's must be signed by, in place of those of
 *     the system; empty for these
 * @param identity what the node shows where a server asks for a certificate
 * @param token file of a bearer token (RFC 6750), its owner's alone, sent with every request
 */
public record Credentials(
    Optional<Path> authorities, Optional<Identity> identity, Optional<Path> token) {
  /** Nothing is shown, and the system's authorities are believed. */
  public static final Credentials NONE =
      new Credentials(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  /**
   * A certificate of a client.
   *
   * @param certificate in PEM, with those between it and its authority
   * @param key in PEM, PKCS #8, not encrypted, its owner's alone
   */
  public record Identity(Path certificate, Path key) {}

  /**
   * Looks whether the credentials may go to all of some addresses.
   *
   * @throws UnusableCredentialsException if a token would go where others can read it, or there is
   *     something for TLS and no address speaks it
   */
  public void requireFit(List<URI> addresses) {
    for (URI address : addresses) {
      if (token.isPresent() && !isSecure(address) && !isLoopback(address)) {
        throw new UnusableCredentialsException(
            "a token is not sent to %s in plain http, where others can read it on the way; name an https address, or leave --token-file out"
                .formatted(address));
      }
    }
    boolean forTls = authorities.isPresent() || identity.isPresent();
    if (forTls && addresses.stream().noneMatch(Credentials::isSecure)) {
      throw new UnusableCredentialsException(
          "%s speaks no TLS, for which certificates are; name an https address, or leave --ca, --client-cert and --client-key out"
              .formatted(addresses.get(0)));
    }
  }

  /** All that is read, in an order of its own. */
  List<Path> files() {
    return Stream.of(
            authorities, identity.map(Identity::certificate), identity.map(Identity::key), token)
        .flatMap(Optional::stream)
        .toList();
  }

  static boolean isSecure(URI address) {
    return "https".equals(address.getScheme());
  }

  /** By what is written: a name that somebody else resolves may be anywhere. */
  private static boolean isLoopback(URI address) {
    String host = address.getHost();
    return LOOPBACK.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
