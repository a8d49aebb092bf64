package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.concurrent.DaemonThreads;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.edge.delivery.Http;
import dev.winnow.edge.delivery.UnreachableAnalyzerException;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The analyzers of one package. Each has said that its model continues where the extractor ends
 * before anything else is sent to it, and says so again when it has been away, for it may have come
 * back with another model. Whoever opens a link closes it, and with it the endpoints.
 */
final class AnalyzerLink implements AutoCloseable {
  private final Endpoints endpoints;
  private final Manifest manifest;
  private final Map<AnalyzerUri, Handshake.Model> met = new ConcurrentHashMap<>();
  private final ExecutorService waiting =
      Executors.newCachedThreadPool(new DaemonThreads("winnow-request"));
  private volatile Optional<Handshake.Model> first = Optional.empty();

  private AnalyzerLink(Endpoints endpoints, Manifest manifest) {
    this.endpoints = endpoints;
    this.manifest = manifest;
  }

  /**
   * Asks a server about its model, before anything of a capture leaves.
   *
   * @param endpoints that the link closes
   * @throws UnreachableAnalyzerException if there is no server
   * @throws dev.winnow.edge.delivery.RefusedRequestException if the server answers with an error
   * @throws dev.winnow.edge.delivery.MalformedAnswerException if what it answers is not of the
   *     protocol
   * @throws UnsuitableAnalyzerException if it has no such model or one with another input or output
   */
  static AnalyzerLink meet(Endpoints endpoints, Manifest manifest) {
    AnalyzerLink link = new AnalyzerLink(endpoints, manifest);
    try {
      link.model();
      return link;
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /**
   * As {@link #meet} does, at the first request: what is to be sent waits for the server elsewhere.
   */
  static AnalyzerLink later(Endpoints endpoints, Manifest manifest) {
    return new AnalyzerLink(endpoints, manifest);
  }

  /**
   * An answer, and what it cost.
   *
   * @param bytesUp of the request, head and body, as often as it was sent
   * @param roundTrip from sending to the answer, waiting and repeating included
   */
  record Answered<T>(T answer, long bytesUp, Duration roundTrip) {}

  /**
   * How a request is kept up.
   *
   * @param features numbers of the stored features in it; none if they are not stored
   * @param patience in place of the policy's
   * @param unwanted asked now and then whether to give up
   */
  record Effort(
      List<Long> features, Optional<Optional<Duration>> patience, BooleanSupplier unwanted) {
    /** Of a request that is kept up as long as the policy says. */
    static final Effort USUAL = new Effort(List.of(), Optional.empty(), () -> false);
  }

  /**
   * The model that was met first; all others take and give the same. Waits for it, and fails like
   * {@link #meet}.
   */
  Handshake.Model model() {
    if (first.isEmpty()) {
      endpoints.call(this::model, () -> false);
    }
    return first.orElseThrow();
  }

  /**
   * Asks for an inference. The future fails like {@link #meet}.
   *
   * @param form makes the message for a model; called once an attempt
   * @param reader of an answer that is one of the protocol
   */
  <T> CompletableFuture<Answered<T>> ask(
      Function<Handshake.Model, Message> form,
      BiFunction<AnswerReader, InferenceResponse, T> reader,
      Effort effort) {
    return CompletableFuture.supplyAsync(() -> infer(form, reader, effort), waiting);
  }

  @Override
  public void close() {
    endpoints.close();
    waiting.shutdown();
  }

  private <T> Answered<T> infer(
      Function<Handshake.Model, Message> form,
      BiFunction<AnswerReader, InferenceResponse, T> reader,
      Effort effort) {
    long start = System.nanoTime();
    Endpoints.Exchange<Answered<T>> exchange =
        http -> {
          Handshake.Model asked = model(http);
          Http.Response response =
              http.post(asked.path() + "/infer", form.apply(asked), effort.features);
          AnswerReader answers = new AnswerReader(http.address());
          T answer = reader.apply(answers, answers.decode(response));
          return new Answered<>(answer, response.bytesUp(), Duration.ZERO);
        };
    Endpoints.Brought<Answered<T>> brought =
        effort
            .patience
            .map(patience -> endpoints.call(exchange, patience, effort.unwanted))
            .orElseGet(() -> endpoints.call(exchange, effort.unwanted));
    return new Answered<>(
        brought.value().answer,
        brought.value().bytesUp + brought.bytesBefore(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void requireSameBatch(Handshake.Model asked, AnalyzerUri address) {
    if (!asked.batch().equals(first.map(Handshake.Model::batch).orElse(asked.batch()))) {
      throw new UnsuitableAnalyzerException(
          "the model at %s takes another number of samples at once than that of the first analyzer; serve the same model at all of them"
              .formatted(address));
    }
  }

  private Handshake.Model model(Http http) {
    if (http.wasAway()) {
      met.remove(http.address());
    }
    Handshake.Model model =
        met.computeIfAbsent(http.address(), address -> new Handshake(http, manifest).meet());
    requireSameBatch(model, http.address());
    synchronized (this) {
      if (first.isEmpty()) {
        first = Optional.of(model);
      }
    }
    return model;
  }
}
