package dev.winnow.edge.delivery;

import dev.winnow.core.WinnowException;
import dev.winnow.wire.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
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

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final HttpClient client;
  private final AnalyzerUri address;
  private final RetryPolicy retry;
  private final RequestLog log;
  private final AtomicBoolean away = new AtomicBoolean();

  Http(HttpClient client, AnalyzerUri address, RetryPolicy retry, RequestLog log) {
    this.client = client;
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
    return send(SizedRequest.get(address.resolve(path)), List.of());
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
    return send(SizedRequest.post(address.resolve(path), message), features);
  }

  private Response send(SizedRequest request, List<Long> features) {
    long number = log.begin(address, request.length(), features);
    RequestLog.Outcome outcome = RequestLog.Outcome.LOST;
    try {
      HttpResponse<byte[]> answer = once(request);
      boolean ok = answer.statusCode() == 200;
      outcome = ok ? RequestLog.Outcome.ANSWERED : RequestLog.Outcome.REFUSED;
      return passed(answer, request.length());
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = cause(e);
      if (cause instanceof ConnectException) {
        outcome = RequestLog.Outcome.UNSENT;
      }
      throw failure(cause, request.length());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UnreachableAnalyzerException.closed(address);
    } finally {
      log.end(number, outcome);
    }
  }

  private HttpResponse<byte[]> once(SizedRequest request)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request.request(), info -> new BoundedBody());
    try {
      // HttpRequest's own timeout would stop at the response's head.
      return sent.get(retry.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      sent.cancel(true);
    }
  }

  private Response passed(HttpResponse<byte[]> answer, long bytes) {
    OptionalInt jsonLength =
        answer
            .headers()
            .firstValue(Message.JSON_LENGTH_HEADER)
            .filter(value -> DIGITS.matcher(value).matches())
            .map(value -> OptionalInt.of(Integer.parseInt(value)))
            .orElse(OptionalInt.empty());
    Response response =
        new Response(answer.statusCode(), jsonLength, ByteBuffer.wrap(answer.body()), bytes);
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
  private RuntimeException failure(Throwable cause, long bytes) {
    if (!(cause instanceof IOException || cause instanceof TimeoutException)) {
      return cause instanceof RuntimeException known
          ? known
          : new IllegalStateException("sending failed in an unforeseen way", cause);
    }
    WinnowException named = UnreachableAnalyzerException.of(address, retry.timeout(), cause);
    away.set(true);
    return mayPass(cause)
        ? new TemporaryFailureException(
            named,
            Optional.empty(),
            /* answered= */ false,
            cause instanceof ConnectException ? 0 : bytes)
        : named;
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
