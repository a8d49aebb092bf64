package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The analyzer cannot be reached, or left before it answered. */
public final class UnreachableAnalyzerException extends WinnowException {
  private UnreachableAnalyzerException(String message) {
    super(message);
  }

  UnreachableAnalyzerException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @param timeout of the attempt
   * @param failure of the network
   */
  static UnreachableAnalyzerException of(AnalyzerUri address, Duration timeout, Throwable failure) {
    return new UnreachableAnalyzerException(sentence(address, timeout, failure), failure);
  }

  /** The node is ending, before there was an answer. */
  static UnreachableAnalyzerException closed(AnalyzerUri address) {
    return new UnreachableAnalyzerException(
        "%s gave no answer before this run ended".formatted(address));
  }

  private static String sentence(AnalyzerUri address, Duration timeout, Throwable failure) {
    if (failure instanceof ConnectException) {
      boolean unknown = failure.getCause() instanceof UnresolvedAddressException;
      return "cannot reach %s: %s; is `winnow serve` running there?"
          .formatted(address, unknown ? "there is no host of that name" : "connection refused");
    }
    if (failure instanceof TimeoutException) {
      return "%s gave no answer within %s s; see whether it is overloaded"
          .formatted(address, timeout.toMillis() / 1000.0);
    }
    if (failure instanceof SSLException) {
      return "cannot reach %s: TLS failed (%s); check the address and the server's certificate"
          .formatted(address, failure.getMessage());
    }
    if (failure instanceof ProtocolException) {
      return "%s does not answer in HTTP; is that address an analyzer's?".formatted(address);
    }
    return "%s broke the connection off without an answer; is `winnow serve` still running there, and %s?"
        .formatted(
            address,
            address.isSecure()
                ? "does it take this node's certificate"
                : "does it speak plain http");
  }
}
