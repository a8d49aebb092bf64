package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;
import dev.winnow.edge.credentials.RenewingClient;
import dev.winnow.edge.credentials.TlsFailure;
import dev.winnow.wire.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * HTTP/1.1 to one address, one attempt a request. Redirects are not followed, so nothing is sent
 * anywhere else; answers are limited in size and time.
 */
public final class Http {
  /** Statuses that a server gives for a while: inference has no effect that twice would double. */
  private static final Set<Integer> PASSING = Set.of(429, 500, 502, 503, 504);

  /** Statuses by which a server says that this node may not do this. */
  private static final Set<Integer> DENIED = Set.of(401, 403);

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final RenewingClient clients;
  private final AnalyzerUri address;
  private final RetryPolicy retry;
  private final RequestLog log;
  private final AtomicBoolean away = new AtomicBoolean();

  Http(RenewingClient clients, AnalyzerUri address, RetryPolicy retry, RequestLog log) {
    this.clients = clients;
    this.address = address;
    this.retry = retry;
    this.log = log;
  }

  /**
   * What came back.
   *
   * @param jsonLength the value of the header {@link Message#JSON_LENGTH_HEADER}, if there was one
   * @param bytesUp of the request, head and body
   */
  public record Response(int status, OptionalInt jsonLength, ByteBuffer body, long bytesUp) {}

  public AnalyzerUri address() {
    return address;
  }

  /** Whether no answer at all came to an earlier attempt, since this was asked last. */
  public boolean wasAway() {
    return away.getAndSet(false);
  }

  /** Asks for a resource. Fails as {@link #post} does. */
  public Response get(String path) {
    RenewingClient.Current with = clients.current();
    return send(SizedRequest.get(address.resolve(path), with.authorization()), with, List.of());
  }

  /**
   * Sends a message, whose tensors must stay as they are until the response is there.
   *
   * @param features numbers of the stored features in it, for the log
   * @throws UnreachableAnalyzerException if there was no response and no time mends that
   * @throws MalformedAnswerException if the response is too large
   * @throws RuntimeException if it may be otherwise a little later; {@link Endpoints} sees to that
   */
  public Response post(String path, Message message, List<Long> features) {
    RenewingClient.Current with = clients.current();
    return send(
        SizedRequest.post(address.resolve(path), message, with.authorization()), with, features);
  }

  private Response send(SizedRequest request, RenewingClient.Current with, List<Long> features) {
    long number = log.begin(address, request.length(), features);
    RequestLog.Outcome outcome = RequestLog.Outcome.LOST;
    try {
      HttpResponse<byte[]> answer = once(request, with);
      boolean ok = answer.statusCode() == 200;
      outcome = ok ? RequestLog.Outcome.ANSWERED : RequestLog.Outcome.REFUSED;
      return passed(answer, request.length(), with);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = cause(e);
      if (cause instanceof ConnectException || TlsFailure.isBeforeRequest(cause)) {
        outcome = RequestLog.Outcome.UNSENT;
      }
      throw failure(cause, outcome == RequestLog.Outcome.UNSENT ? 0 : request.length(), with);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UnreachableAnalyzerException.closed(address);
    } finally {
      log.end(number, outcome);
    }
  }

  private HttpResponse<byte[]> once(SizedRequest request, RenewingClient.Current with)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        with.client().sendAsync(request.request(), info -> new BoundedBody());
    try {
      // HttpRequest's own timeout would stop at the response's head.
      return sent.get(retry.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      sent.cancel(true);
    }
  }

  private Response passed(HttpResponse<byte[]> answer, long bytes, RenewingClient.Current with) {
    OptionalInt jsonLength =
        answer
            .headers()
            .firstValue(Message.JSON_LENGTH_HEADER)
            .filter(value -> DIGITS.matcher(value).matches())
            .map(value -> OptionalInt.of(Integer.parseInt(value)))
            .orElse(OptionalInt.empty());
    Response response =
        new Response(answer.statusCode(), jsonLength, ByteBuffer.wrap(answer.body()), bytes);
    if (DENIED.contains(answer.statusCode())) {
      throw renewable(ErrorResponses.denied(address, response, clients.credentials()), with, bytes);
    }
    if (PASSING.contains(answer.statusCode())) {
      throw new TemporaryFailureException(
          ErrorResponses.of(address, response),
          answer
              .headers()
              .firstValue(RetryAfter.HEADER)
              .flatMap(value -> RetryAfter.parse(value, Instant.now())),
          /* answered= */ true,
          bytes);
    }
    return response;
  }

  /** What is no fault of the network stays as it is. */
  private RuntimeException failure(Throwable cause, long bytes, RenewingClient.Current with) {
    if (!(cause instanceof IOException || cause instanceof TimeoutException)) {
      return cause instanceof RuntimeException known
          ? known
          : new IllegalStateException("sending failed in an unforeseen way", cause);
    }
    away.set(true);
    Optional<String> tls =
        cause instanceof IOException broken
            ? TlsFailure.sentence(address.uri(), clients.credentials(), with, broken, Instant.now())
            : Optional.empty();
    if (tls.isPresent()) {
      return renewable(new UnreachableAnalyzerException(tls.get(), cause), with, bytes);
    }
    WinnowException named = UnreachableAnalyzerException.of(address, retry.timeout(), cause);
    return mayPass(cause) ? passing(named, bytes) : named;
  }

  /** A server that does not come to terms with this node may do so with renewed credentials. */
  private RuntimeException renewable(
      WinnowException failure, RenewingClient.Current with, long bytes) {
    return clients.isRenewed(with) ? passing(failure, bytes) : failure;
  }

  private static TemporaryFailureException passing(WinnowException failure, long bytes) {
    return new TemporaryFailureException(failure, Optional.empty(), /* answered= */ false, bytes);
  }

  /** A connection that ends while TLS is agreed on may be a server's restart; a bad name is not. */
  private static boolean mayPass(Throwable cause) {
    if (cause instanceof SSLException) {
      return cause.getCause() instanceof IOException && !(cause.getCause() instanceof SSLException);
    }
    return !(cause instanceof ProtocolException);
  }

  private static Throwable cause(Throwable failure) {
    Throwable inner = failure.getCause();
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    return wrapped && inner != null ? cause(inner) : failure;
  }
}
