package dev.winnow.edge.credentials;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Why a server and this node did not come to terms, in one sentence. */
public final class TlsFailure {
  private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");

  /** RFC 8446, 6.2: what a server says of a certificate that it does not take, or did not get. */
  private static final Pattern OF_A_CERTIFICATE =
      Pattern.compile("(.*certificate.*|unknown_ca|access_denied|decrypt_error|handshake_failure)");

  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  private TlsFailure() {}

  /** Whether the connection ended before anything of a request had left. */
  public static boolean isBeforeRequest(Throwable failure) {
    return untrusted(failure).isPresent();
  }

  /**
   * The sentence for a failure that no time mends. Where a connection was broken off without a
   * word, the server is asked once more why, by a handshake alone.
   *
   * @param address of the server
   * @param files that the credentials came from
   * @param with the credentials that it failed with
   * @param now to which the certificate's end is compared
   * @return empty if TLS did not fail, or only by a broken connection
   */
  public static Optional<String> sentence(
      URI address,
      Credentials files,
      RenewingClient.Current with,
      IOException failure,
      Instant now) {
    Optional<String> known = known(address, files, with, failure, now);
    if (known.isPresent()
        || failure instanceof ConnectException
        || !Credentials.isSecure(address)) {
      return known;
    }
    return HandshakeProbe.failure(with.client().sslContext(), address)
        .flatMap(reason -> known(address, files, with, reason, now));
  }

  private static Optional<String> known(
      URI address,
      Credentials files,
      RenewingClient.Current with,
      IOException failure,
      Instant now) {
    Optional<SSLException> tls = Causes.first(failure, SSLException.class);
    Optional<String> untrusted =
        untrusted(failure).map(e -> "%s %s".formatted(address, e.getMessage()));
    if (tls.isEmpty() || untrusted.isPresent()) {
      return untrusted;
    }
    String said = String.valueOf(tls.get().getMessage());
    if (said.contains(NO_TLS)) {
      return Optional.of(
          "%s does not speak TLS; name its http address, or have whoever runs it turn TLS on"
              .formatted(address));
    }
    Matcher alert = ALERT.matcher(said);
    return alert.find()
        ? Optional.of("%s %s".formatted(address, refused(alert.group(1), files, with, now)))
        : Optional.empty();
  }

  private static String refused(
      String alert, Credentials files, RenewingClient.Current with, Instant now) {
    if (!OF_A_CERTIFICATE.matcher(alert).matches()) {
      return "refused the connection (%s); ask whoever runs it".formatted(alert);
    }
    if (files.identity().isEmpty()) {
      return "refused the connection (%s), as servers do that ask for a certificate; name one with --client-cert and --client-key"
          .formatted(alert);
    }
    String file = files.identity().get().certificate().toString();
    Optional<Instant> end =
        with.identity()
            .map(X509Certificate::getNotAfter)
            .map(date -> date.toInstant())
            .filter(now::isAfter);
    return end.isPresent()
        ? "refused this node's certificate in %s, which has expired (it was valid until %s); have it renewed"
            .formatted(file, end.get())
        : "refused this node's certificate in %s (%s); ask whoever runs it which authority must have signed it, and whether it was revoked"
            .formatted(file, alert);
  }

  private static Optional<UntrustedServerException> untrusted(Throwable failure) {
    return Causes.first(failure, UntrustedServerException.class);
  }
}
