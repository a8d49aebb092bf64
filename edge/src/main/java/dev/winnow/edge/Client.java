package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.WireException;
import java.nio.FloatBuffer;
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
  /** Probabilities from other people's arithmetic may miss 0 or 1 by a rounding. */
  private static final float ROUNDING = 1e-4f;

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
    if (response.status() != 200) {
      throw ErrorResponses.of(http.address(), response);
    }
    InferenceResponse decoded = decode(response);
    List<Tensor> outputs = heads.stream().map(head -> rows(head, rows, decoded)).toList();
    return new Reply(outputs, response.bytesUp(), Duration.ofNanos(System.nanoTime() - start));
  }

  private Tensor rows(OutputHead head, int rows, InferenceResponse response) {
    Tensor output = output(head, response);
    Shape shape = output.shape();
    if (shape.rank() == 0 || shape.dim(0) != rows || shape.size() == 0) {
      throw malformed(head, "has the shape %s for %d samples".formatted(shape, rows));
    }
    int values = shape.size() / rows;
    if (head instanceof OutputHead.Classification classes) {
      requireProbabilities(classes, values, output.buffer());
    } else {
      requireNumbers(head, output.buffer());
    }
    return output.reshape(Shape.of(rows, values));
  }

  private void requireProbabilities(
      OutputHead.Classification head, int classes, FloatBuffer values) {
    int labels = head.labels().size();
    if (labels != 0 && labels != classes) {
      throw malformed(head, "has %d classes, and the package names %d".formatted(classes, labels));
    }
    while (values.hasRemaining()) {
      float value = values.get();
      if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
        throw malformed(head, "holds numbers that are no probabilities from 0 to 1");
      }
    }
  }

  private void requireNumbers(OutputHead head, FloatBuffer values) {
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        throw malformed(head, "holds what is no number");
      }
    }
  }

  private Tensor output(OutputHead head, InferenceResponse response) {
    try {
      return response.output(head.name()).tensor();
    } catch (WireException e) {
      throw broken(e);
    }
  }

  private InferenceResponse decode(Http.Response response) {
    try {
      return InferenceResponse.decode(response.body(), response.jsonLength());
    } catch (WireException e) {
      throw broken(e);
    }
  }

  private MalformedAnswerException broken(WireException e) {
    return new MalformedAnswerException(
        "%s gave an answer that breaks the protocol: %s".formatted(http.address(), e.getMessage()),
        e);
  }

  private MalformedAnswerException malformed(OutputHead head, String how) {
    return new MalformedAnswerException(
        "the answer \"%s\" of %s %s; serve the analyzer that was built with this package"
            .formatted(head.name(), http.address(), how));
  }
}
