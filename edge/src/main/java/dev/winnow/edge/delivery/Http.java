package dev.winnow.edge;

import dev.winnow.wire.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * HTTP/1.1 to one address. Redirects are not followed, so nothing is sent anywhere else; answers
 * are limited in size and time. A request that meets a refused or broken connection, or a server
 * that says 503, is sent again after a pause: inference has no effect that twice would double.
 */
final class Http implements AutoCloseable {
  private static final int UNAVAILABLE = 503;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

  private final AnalyzerUri address;
  private final EdgeOptions options;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile boolean closed;

  Http(AnalyzerUri address, EdgeOptions options) {
    this.address = address;
    this.options = options;
  }

  /**
   * What came back.
   *
   * @param jsonLength the value of the header {@link Message#JSON_LENGTH_HEADER}, if there was one
   * @param bytesUp of all attempts that reached the server, head and body
   */
  record Response(int status, OptionalInt jsonLength, ByteBuffer body, long bytesUp) {}

  /** An attempt at a request: which one, and the bytes of those before it. */
  private record Attempt(SizedRequest outgoing, int number, long bytesBefore) {
    Attempt next(boolean reached) {
      return new Attempt(outgoing, number + 1, reached ? bytesUp() : bytesBefore);
    }

    long bytesUp() {
      return bytesBefore + outgoing.length();
    }
  }

  /** What became of an attempt. */
  private sealed interface Outcome {
    /** Whether it may be otherwise a little later. */
    boolean mayPass();

    /** Whether the server may have read the request. */
    boolean reached();
  }

  private record Answered(HttpResponse<byte[]> response) implements Outcome {
    @Override
    public boolean mayPass() {
      return response.statusCode() == UNAVAILABLE;
    }

    @Override
    public boolean reached() {
      return true;
    }
  }

  private record Failed(Throwable failure) implements Outcome {
    @Override
    public boolean mayPass() {
      return failure instanceof IOException
          && !(failure instanceof SSLException)
          && !(failure instanceof ProtocolException);
    }

    @Override
    public boolean reached() {
      return !(failure instanceof ConnectException);
    }
  }

  AnalyzerUri address() {
    return address;
  }

  /** Asks for a resource. Fails as {@link #post} does. */
  CompletableFuture<Response> get(String path) {
    return send(new Attempt(SizedRequest.get(address.resolve(path)), 1, 0));
  }

  /**
   * Sends a message, whose tensors must stay as they are until the response is there. The future
   * fails with an {@link UnreachableAnalyzerException} if no attempt brought a response in time,
   * and with a {@link MalformedAnswerException} if the response is too large.
   */
  CompletableFuture<Response> post(String path, Message message) {
    return send(new Attempt(SizedRequest.post(address.resolve(path), message), 1, 0));
  }

  /** Ends all attempts that are still to come. Connections close when they have been idle. */
  @Override
  public void close() {
    closed = true;
  }

  private CompletableFuture<Response> send(Attempt attempt) {
    return once(attempt.outgoing.request())
        .<Outcome>thenApply(Answered::new)
        .exceptionally(failure -> new Failed(Futures.cause(failure)))
        .thenCompose(outcome -> decide(attempt, outcome));
  }

  private CompletableFuture<HttpResponse<byte[]>> once(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, info -> new BoundedBody());
    // HttpRequest's own timeout would stop at the response's head.
    return sent.copy()
        .orTimeout(options.retry().timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> sent.cancel(true));
  }

  private CompletableFuture<Response> decide(Attempt attempt, Outcome outcome) {
    if (outcome.mayPass() && attempt.number < options.retry().attempts() && !closed) {
      return later(attempt.next(outcome.reached()));
    }
    if (outcome instanceof Answered answered) {
      return CompletableFuture.completedFuture(response(answered.response, attempt.bytesUp()));
    }
    return CompletableFuture.failedFuture(named(((Failed) outcome).failure));
  }

  private CompletableFuture<Response> later(Attempt attempt) {
    Duration pause = options.retry().pause().multipliedBy(1L << Math.min(attempt.number - 2, 20));
    return CompletableFuture.completedFuture(attempt)
        .thenComposeAsync(
            this::send, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Response response(HttpResponse<byte[]> response, long bytesUp) {
    OptionalInt jsonLength =
        response
            .headers()
            .firstValue(Message.JSON_LENGTH_HEADER)
            .filter(value -> DIGITS.matcher(value).matches())
            .map(value -> OptionalInt.of(Integer.parseInt(value)))
            .orElse(OptionalInt.empty());
    return new Response(
        response.statusCode(), jsonLength, ByteBuffer.wrap(response.body()), bytesUp);
  }

  /** The failure as a sentence; one that is no fault of the network stays as it is. */
  private Throwable named(Throwable failure) {
    boolean network = failure instanceof IOException || failure instanceof TimeoutException;
    return network
        ? UnreachableAnalyzerException.of(address, options.retry().timeout(), failure)
        : failure;
  }
}
