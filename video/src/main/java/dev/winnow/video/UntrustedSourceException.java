package dev.winnow.video;

import dev.winnow.core.WinnowException;

/** Nobody who is trusted says that the server is the one that was named. */
public final class UntrustedSourceException extends WinnowException {
  UntrustedSourceException(String source, String reason) {
    super(
        "%s is not trusted: %s; name the file of its authority's certificate, in PEM, with --source-ca"
            .formatted(source, reason));
  }
}
