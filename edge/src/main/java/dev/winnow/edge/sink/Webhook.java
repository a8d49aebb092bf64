package dev.winnow.edge.sink;

import dev.winnow.edge.delivery.RetryAfter;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt at a time to post an answer; redirects are not followed. */
final class Webhook {
  /** Statuses that a server gives for a while. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final WebhookAddress address;
  private final Duration timeout;

  Webhook(WebhookAddress address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * Why an attempt failed.
   *
   * @param passing whether a later one may succeed
   * @param pause that the server asked for
   */
  record Failure(String sentence, boolean passing, Optional<Duration> pause) {}

  /**
   * Posts an answer.
   *
   * @return empty once the server has taken it
   * @throws InterruptedException if the thread is to end
   */
  Optional<Failure> post(long id, String line) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.uri())
            .header("User-Agent", "winnow")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", String.valueOf(id))
            .POST(BodyPublishers.ofString(line))
            .build();
    CompletableFuture<HttpResponse<Void>> sent =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return failure(sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return Optional.of(failure(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of(passing("gave no answer within %s s".formatted(timeout.toMillis() / 1e3)));
    } finally {
      sent.cancel(true);
    }
  }

  private Optional<Failure> failure(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return Optional.empty();
    }
    String sentence = sentence("refused an answer (status " + status + ")");
    Optional<Duration> pause =
        response
            .headers()
            .firstValue(RetryAfter.HEADER)
            .flatMap(value -> RetryAfter.parse(value, Instant.now()));
    return Optional.of(new Failure(sentence, PASSING.contains(status), pause));
  }

  private Failure failure(Throwable cause) {
    return passing(
        cause instanceof ConnectException
            ? "cannot be reached"
            : "broke the connection off (%s)".formatted(cause.getClass().getSimpleName()));
  }

  private Failure passing(String what) {
    return new Failure(sentence(what), true, Optional.empty());
  }

  private String sentence(String what) {
    return "the webhook at %s %s".formatted(address, what);
  }
}
