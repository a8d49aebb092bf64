package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The way to the analyzer, and the only way out of the node: what it takes are {@link
 * Extractor.Features}, which nothing but an extractor makes.
 *
 * <p>Nothing is sent before the server has said that its model continues where the extractor ends.
 * Several requests may be under way at the same time.
 */
final class Client implements AutoCloseable {
  private final AnalyzerLink link;
  private final Manifest manifest;
  private final List<OutputHead> heads;

  private Client(AnalyzerLink link, Manifest manifest) {
    this.link = link;
    this.manifest = manifest;
    this.heads = manifest.numericHeads();
  }

  /**
   * What the analyzer answered.
   *
   * @param outputs for each of the package's heads rows of one number per class or quantity
   * @param bytesUp of the request, head and body, as often as it was sent
   * @param roundTrip from sending to the answer, waiting and repeating included
   */
  record Reply(List<Tensor> outputs, long bytesUp, Duration roundTrip) {
    /** What the heads say in one row. */
    List<Prediction.Answer> answers(List<OutputHead> heads, int row) {
      List<Prediction.Answer> answers = new ArrayList<>();
      for (int i = 0; i < heads.size(); i++) {
        answers.add(Prediction.Answer.of(heads.get(i), outputs.get(i).rows(row, row + 1)));
      }
      return answers;
    }
  }

  /**
   * Asks a server about its model, before any feature leaves, as {@link AnalyzerLink#meet} does.
   *
   * @param endpoints that the client closes
   */
  static Client connect(Endpoints endpoints, Manifest manifest) {
    return new Client(AnalyzerLink.meet(endpoints, manifest), manifest);
  }

  /** As {@link #connect}, at the first request. */
  static Client later(Endpoints endpoints, Manifest manifest) {
    return new Client(AnalyzerLink.later(endpoints, manifest), manifest);
  }

  /** The most rows that the model takes at once; waits until it is met. */
  int rows(int wanted) {
    return Math.min(wanted, link.model().batch().orElse(wanted));
  }

  /**
   * Sends features, which must stay as they are until the reply is there. The future fails like
   * {@link #connect}.
   */
  CompletableFuture<Reply> ask(Extractor.Features features, AnalyzerLink.Effort effort) {
    return link.ask(
            model -> encode(manifest, features, model.binary()),
            (reader, response) ->
                heads.stream().map(head -> reader.rows(head, features.rows(), response)).toList(),
            effort)
        .thenApply(said -> new Reply(said.answer(), said.bytesUp(), said.roundTrip()));
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
    link.close();
  }
}
