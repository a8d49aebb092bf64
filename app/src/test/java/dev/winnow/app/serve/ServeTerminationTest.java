package dev.winnow.app.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.wire.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM to a server that is busy: nobody is cut off, and nobody reads what the server is made of.
 */
@Timeout(180)
class ServeTerminationTest {
  private static final int CLIENTS = 24;

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> ready = new ConcurrentLinkedQueue<>();
  private final CountDownLatch busy = new CountDownLatch(3 * CLIENTS);

  @Test
  void sigterm_underLoad_answersAllThatWasTakenAndRefusesTheRestWithATime() throws Exception {
    SlowModel.write(folder);
    try (ServeProcess serve = ServeProcess.start(List.of(), folder)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        threads.add(started(() -> ask(serve.port())));
      }
      threads.add(started(() -> probe(serve.port())));
      busy.await();

      serve.terminate();

      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(0, serve.ended());
      assertTrue(
          serve.log().stream().noneMatch(line -> line.contains(" SEVERE ")),
          serve.log().toString());
      assertTrue(
          serve.log().stream()
              .anyMatch(
                  line ->
                      line.matches(
                          "\\S+ INFO dev.winnow.access 127.0.0.1 - h1c POST /v2/models/slow/infer 200 in=\\d+ out=\\d+ ms=\\S+")),
          serve.log().toString());
    }
    assertEquals(
        List.of("503 after 1 {\"error\":\"the server is stopping; try again later\"}"),
        answers.stream().filter(answer -> !answer.startsWith("200")).distinct().toList());
    List<Integer> statuses = List.copyOf(ready);
    assertTrue(statuses.contains(503), statuses.toString());
    assertEquals(-1, statuses.subList(statuses.indexOf(503), statuses.size()).indexOf(200));
  }

  /** Asks until it is refused. */
  private void ask(int port) {
    Message question = SlowModel.question();
    HttpRequest request =
        request(port, SlowModel.INFER)
            .header(Message.JSON_LENGTH_HEADER, String.valueOf(question.jsonLength().getAsInt()))
            .POST(BodyPublishers.ofByteArray(question.toBytes()))
            .build();
    until(
        () -> {
          HttpResponse<String> response = send(request);
          busy.countDown();
          boolean answered = response.statusCode() == 200;
          answers.add(
              answered
                  ? "200"
                  : response.statusCode()
                      + response
                          .headers()
                          .firstValue("retry-after")
                          .map(" after %s "::formatted)
                          .orElse(" ")
                      + response.body());
          return !answered;
        });
  }

  /** Asks whether the server is ready until it is gone. */
  private void probe(int port) {
    HttpRequest request = request(port, "/v2/health/ready").GET().build();
    until(
        () -> {
          ready.add(send(request).statusCode());
          return false;
        });
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some exchange over HTTP. */
  private interface Exchange {
    /** Says whether it was the last. */
    boolean wasLast() throws IOException;
  }

  private void until(Exchange exchange) {
    try {
      boolean last = false;
      while (!last) {
        last = exchange.wasLast();
      }
    } catch (ConnectException e) {
      // The server is gone: who asks now was not under way.
    } catch (IOException e) {
      answers.add("cut off: " + e);
    }
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }
}
