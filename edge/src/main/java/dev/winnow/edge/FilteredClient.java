package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The way to the analyzer of a capture filter: what it takes are captures that the filter let pass,
 * encoded as a file of their kind: a JPEG as its input {@code image}, a recording as {@code audio}.
 *
 * <p>A client exists only once the server has said that its model takes such captures and answers
 * what the package's heads want. Several requests may be under way at the same time.
 */
final class FilteredClient implements AutoCloseable {
  private final Http http;
  private final Handshake.Model model;
  private final List<OutputHead> heads;

  private FilteredClient(Http http, Manifest manifest, Handshake.Model model) {
    this.http = http;
    this.model = model;
    this.heads = manifest.analyzer().heads();
  }

  /**
   * What the analyzer answered.
   *
   * @param answers one for each of the package's heads
   * @param bytesUp of the request, head and body, as often as it was sent
   * @param roundTrip from sending to the answer, waiting and repeating included
   */
  record Reply(List<Prediction.Answer> answers, long bytesUp, Duration roundTrip) {
    Reply {
      answers = List.copyOf(answers);
    }
  }

  /**
   * Asks a server about its model, before any capture leaves.
   *
   * @param http to the server; the client closes it
   * @param manifest of a capture filter
   * @throws UnreachableAnalyzerException if there is no server
   * @throws RefusedRequestException if the server answers with an error
   * @throws MalformedAnswerException if what it answers is not of the protocol
   * @throws UnsuitableAnalyzerException if it has no such model or one with another input or output
   */
  static FilteredClient connect(Http http, Manifest manifest) {
    return new FilteredClient(http, manifest, new Handshake(http, manifest).meet());
  }

  /**
   * Sends one capture, whose bytes must stay as they are until the reply is there. The future fails
   * like {@link #connect}.
   */
  CompletableFuture<Reply> ask(byte[] released) {
    long start = System.nanoTime();
    return http.post(model.path() + "/infer", encode(released))
        .thenApply(response -> reply(response, start));
  }

  @Override
  public void close() {
    http.close();
  }

  /** As binary data, without a copy; as Base64 where the server takes no binary data. */
  private Message encode(byte[] released) {
    boolean binary = model.binary();
    ByteStrings capture = ByteStrings.of(model.one(), List.of(ByteBuffer.wrap(released)));
    List<RequestedOutput> outputs =
        heads.stream()
            .flatMap(head -> head.outputs().stream())
            .map(output -> new RequestedOutput(output, binary))
            .toList();
    InferenceRequest request =
        new InferenceRequest(
            Optional.empty(),
            List.of(new NamedTensor(model.input().name(), capture)),
            outputs,
            binary);
    return binary ? request.encode() : request.encodeJson();
  }

  private Reply reply(Http.Response response, long start) {
    AnswerReader reader = new AnswerReader(http.address());
    InferenceResponse decoded = reader.decode(response);
    List<Prediction.Answer> answers =
        heads.stream().map(head -> answer(head, reader, decoded)).toList();
    return new Reply(answers, response.bytesUp(), Duration.ofNanos(System.nanoTime() - start));
  }

  private static Prediction.Answer answer(
      OutputHead head, AnswerReader reader, InferenceResponse decoded) {
    return head instanceof OutputHead.Text text
        ? reader.transcript(text, decoded)
        : Prediction.Answer.of(head, reader.rows(head, 1, decoded));
  }
}
