package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The way to the analyzer, and the only way out of the node: what it takes are {@link
 * Extractor.Features}, which nothing but an extractor makes.
 *
 * <p>A client exists only once the server has said that its model continues where the extractor
 * ends. Several requests may be under way at the same time.
 */
final class Client implements AutoCloseable {
  private final Http http;
  private final Manifest manifest;
  private final Handshake.Model model;
  private final List<OutputHead> heads;

  private Client(Http http, Manifest manifest, Handshake.Model model) {
    this.http = http;
    this.manifest = manifest;
    this.model = model;
    this.heads = manifest.numericHeads();
  }

  /**
   * What the analyzer answered.
   *
   * @param outputs for each of the package's heads rows of one number per class or quantity
   * @param bytesUp of the request, head and body, as often as it was sent
   * @param roundTrip from sending to the answer, waiting and repeating included
   */
  record Reply(List<Tensor> outputs, long bytesUp, Duration roundTrip) {}

  /**
   * Asks a server about its model, before any feature leaves.
   *
   * @param http to the server; the client closes it
   * @throws UnreachableAnalyzerException if there is no server
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no such model or one with another input or output
   */
  static Client connect(Http http, Manifest manifest) {
    return new Client(http, manifest, new Handshake(http, manifest).meet());
  }

  /** The most rows that the model takes at once. */
  int rows(int wanted) {
    return Math.min(wanted, model.batch().orElse(wanted));
  }

  /**
   * Sends features, which must stay as they are until the reply is there. The future fails like
   * {@link #connect}.
   */
  CompletableFuture<Reply> ask(Extractor.Features features) {
    long start = System.nanoTime();
    return http.post(model.path() + "/infer", encode(manifest, features, model.binary()))
        .thenApply(response -> reply(features.rows(), response, start));
  }

  /**
   * Features as a message over the same memory.
   *
   * @param binary whether the server takes and gives tensors as binary data
   */
  static Message encode(Manifest manifest, Extractor.Features features, boolean binary) {
    var input = new NamedTensor(manifest.network().feature().name(), features.tensor());
    var outputs =
        manifest.analyzer().heads().stream()
            .map(head -> new RequestedOutput(head.name(), binary))
            .toList();
    var request = new InferenceRequest(Optional.empty(), List.of(input), outputs, binary);
    return binary ? request.encode() : request.encodeJson();
  }

  @Override
  public void close() {
    http.close();
  }

  private Reply reply(int rows, Http.Response response, long start) {
    AnswerReader reader = new AnswerReader(http.address());
    InferenceResponse decoded = reader.decode(response);
    List<Tensor> outputs = heads.stream().map(head -> reader.rows(head, rows, decoded)).toList();
    return new Reply(outputs, response.bytesUp(), Duration.ofNanos(System.nanoTime() - start));
  }
}
