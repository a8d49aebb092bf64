package dev.winnow.analyzer.access;

import dev.winnow.core.WinnowException;

/** A file is not the certificate or key that it should be. */
final class UnusableCertificateException extends WinnowException {
  UnusableCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
