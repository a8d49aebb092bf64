package dev.winnow.edge;

import dev.winnow.core.Manifest;
import dev.winnow.core.OutputHead;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.Endpoints;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * The way to the analyzer of a capture filter: what it takes are captures that the filter let pass,
 * encoded as a file of their kind, a JPEG as its input {@code image} and a recording as {@code
 * audio}, or as the numbers of their pixels.
 *
 * <p>A client exists only once the server has said that its model takes such captures and answers
 * what the package's heads want. Several requests may be under way at the same time.
 */
final class FilteredClient implements AutoCloseable {
  private final AnalyzerLink link;
  private final List<OutputHead> heads;
  private final BiFunction<Handshake.Model, byte[], NamedTensor> form;

  private FilteredClient(AnalyzerLink link, Manifest manifest) {
    this.link = link;
    this.heads = manifest.analyzer().heads();
    this.form =
        ReleasedTensor.of(manifest.filter())
            .map(
                tensor -> {
                  Shape shape =
                      tensor.shape(manifest.preprocessing().asImage("a tensor of pixels"));
                  return (BiFunction<Handshake.Model, byte[], NamedTensor>)
                      (model, released) ->
                          new NamedTensor(tensor.input(), numbers(shape, released));
                })
            .orElse(FilteredClient::file);
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
   * Asks a server about its model, before any capture leaves, as {@link AnalyzerLink#meet} does.
   *
   * @param endpoints that the client closes
   * @param manifest of a capture filter
   */
  static FilteredClient connect(Endpoints endpoints, Manifest manifest) {
    return new FilteredClient(AnalyzerLink.meet(endpoints, manifest), manifest);
  }

  /**
   * Sends one capture, whose bytes must stay as they are until the reply is there. The future fails
   * like {@link #connect}.
   */
  CompletableFuture<Reply> ask(byte[] released, AnalyzerLink.Effort effort) {
    return link.ask(
            model -> encode(model, released),
            (reader, response) ->
                heads.stream().map(head -> answer(head, reader, response)).toList(),
            effort)
        .thenApply(said -> new Reply(said.answer(), said.bytesUp(), said.roundTrip()));
  }

  @Override
  public void close() {
    link.close();
  }

  /** As binary data, without a copy; as Base64 where the server takes no binary data. */
  private Message encode(Handshake.Model model, byte[] released) {
    boolean binary = model.binary();
    List<RequestedOutput> outputs =
        heads.stream()
            .flatMap(head -> head.outputs().stream())
            .map(output -> new RequestedOutput(output, binary))
            .toList();
    InferenceRequest request =
        new InferenceRequest(
            Optional.empty(), List.of(form.apply(model, released)), outputs, binary);
    return binary ? request.encode() : request.encodeJson();
  }

  private static NamedTensor file(Handshake.Model model, byte[] released) {
    return new NamedTensor(
        model.input().name(), ByteStrings.of(model.one(), List.of(ByteBuffer.wrap(released))));
  }

  private static Tensor numbers(Shape shape, byte[] released) {
    Tensor tensor = Tensor.allocate(shape);
    tensor.buffer().put(ByteBuffer.wrap(released).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    return tensor;
  }

  private static Prediction.Answer answer(
      OutputHead head, AnswerReader reader, InferenceResponse decoded) {
    return head instanceof OutputHead.Text text
        ? reader.transcript(text, decoded)
        : Prediction.Answer.of(head, reader.rows(head, 1, decoded));
  }
}
