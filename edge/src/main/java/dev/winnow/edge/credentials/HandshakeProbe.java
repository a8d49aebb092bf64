package dev.winnow.edge.credentials;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Asks a server once more why it breaks connections off. With TLS 1.3 it refuses a certificate when
 * the request is already on its way, and the reset that answers the request often takes the alert
 * away. Where nothing but the handshake is sent, the alert arrives.
 */
final class HandshakeProbe {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
  private static final int PORT = 443;

  private HandshakeProbe() {}

  /** What the server has against this node; empty if it waits for a request, as it should. */
  static Optional<IOException> failure(SSLContext context, URI address) {
    int port = address.getPort() < 0 ? PORT : address.getPort();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.getHost(), port), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, address.getHost(), port, /* autoClose= */ true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        int said = socket.getInputStream().read();
        return said < 0
            ? Optional.of(new IOException("closed after the handshake"))
            : Optional.empty();
      }
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }
}
