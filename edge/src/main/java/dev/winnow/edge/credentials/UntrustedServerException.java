package dev.winnow.edge.credentials;

import java.security.cert.CertificateException;

/**
 * A server's certificate is not believed; the connection ends before anything is sent. The message
 * goes on after the server's address: {@code has a certificate that …; do …}.
 */
final class UntrustedServerException extends CertificateException {
  private static final long serialVersionUID = 1;

  UntrustedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
