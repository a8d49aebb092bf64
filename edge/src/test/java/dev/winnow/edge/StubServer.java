package dev.winnow.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.edge.delivery.AnalyzerUri;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.ErrorMessage;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.NamedTensor;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.TensorMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server of the protocol for {@link Tiny}: the probability of a colour is its share of the
 * feature. It remembers what it was asked, and reacts otherwise when told to.
 */
final class StubServer implements AutoCloseable {
  static final TensorMetadata INPUT =
      new TensorMetadata("means", Datatype.FP32, List.of(-1L, 3L), List.of());
  static final TensorMetadata OUTPUT =
      new TensorMetadata("probabilities", Datatype.FP32, List.of(-1L, 3L), Tiny.LABELS);

  private static final InferenceRequest NONE =
      new InferenceRequest(Optional.empty(), List.of(), List.of(), false);

  /** What the server does with a request for inference. */
  interface Reaction {
    void to(HttpExchange exchange, InferenceRequest request) throws IOException;
  }

  final Queue<InferenceRequest> asked = new ConcurrentLinkedQueue<>();
  final Queue<String> paths = new ConcurrentLinkedQueue<>();

  /** Value of the header Authorization of each request that had one. */
  final Queue<String> authorizations = new ConcurrentLinkedQueue<>();

  /** For the next requests, one each; afterwards the usual one. */
  final Queue<Reaction> reactions = new ConcurrentLinkedQueue<>();

  volatile Reaction usual = this::answer;

  /** For every path, if there is one. */
  volatile @Nullable Reaction anywhere;

  volatile ServerMetadata metadata =
      new ServerMetadata("stub", "1", List.of(ServerMetadata.BINARY_TENSOR_DATA));
  volatile @Nullable ModelMetadata model =
      new ModelMetadata("colour", List.of("1"), "stub", List.of(INPUT), List.of(OUTPUT));

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  StubServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  AnalyzerUri address() {
    return AnalyzerUri.parse("http://localhost:" + server.getAddress().getPort());
  }

  /** Closes the connection without a word. */
  static void hangUp(HttpExchange exchange, InferenceRequest request) {
    exchange.close();
  }

  static Reaction error(int status, String sentence) {
    return (exchange, request) -> send(exchange, status, new ErrorMessage(sentence).encode());
  }

  static Reaction text(int status, String body) {
    return (exchange, request) -> send(exchange, status, body.getBytes(UTF_8));
  }

  /** Answers with numbers of its own. */
  static Reaction answering(NamedTensor... outputs) {
    return (exchange, request) -> respond(exchange, request, outputs);
  }

  void answer(HttpExchange exchange, InferenceRequest request) throws IOException {
    Tensor features = request.inputs().get(0).tensor();
    Tensor probabilities = Tensor.allocate(features.shape());
    for (int row = 0; row < features.shape().dim(0); row++) {
      float[] means = features.rows(row, row + 1).toArray();
      float sum = means[0] + means[1] + means[2];
      for (int i = 0; i < 3; i++) {
        probabilities.buffer().put(row * 3 + i, means[i] / sum);
      }
    }
    respond(exchange, request, new NamedTensor("probabilities", probabilities));
  }

  /** From now on: the shares of a feature with noise are no probabilities, or of nothing at all. */
  void answerZeros() {
    usual =
        (exchange, request) -> {
          int rows = request.inputs().get(0).tensor().shape().dim(0);
          Tensor zeros = Tensor.allocate(Shape.of(rows, 3));
          answering(new NamedTensor("probabilities", zeros)).to(exchange, request);
        };
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    paths.add(path);
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(authorizations::add);
    ModelMetadata known = model;
    Reaction everywhere = anywhere;
    if (everywhere != null) {
      everywhere.to(exchange, NONE);
    } else if (path.endsWith("/infer")) {
      InferenceRequest request = read(exchange);
      asked.add(request);
      Reaction reaction = reactions.poll();
      (reaction == null ? usual : reaction).to(exchange, request);
    } else if (path.equals("/v2")) {
      send(exchange, 200, metadata.encode());
    } else if (path.startsWith("/v2/models/colour") && known != null) {
      boolean there = !path.contains("/versions/") || known.versions().contains("1");
      send(exchange, there ? 200 : 404, there ? known.encode() : new byte[0]);
    } else {
      send(exchange, 404, new ErrorMessage("there is no model of that name").encode());
    }
  }

  private static InferenceRequest read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String length = exchange.getRequestHeaders().getFirst(Message.JSON_LENGTH_HEADER);
    return InferenceRequest.decode(
        ByteBuffer.wrap(body),
        length == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(length)));
  }

  private static void respond(
      HttpExchange exchange, InferenceRequest request, NamedTensor... outputs) throws IOException {
    Message message =
        new InferenceResponse(
                Optional.of("colour"), Optional.of("1"), Optional.empty(), List.of(outputs))
            .encode(request);
    message
        .jsonLength()
        .ifPresent(
            length ->
                exchange
                    .getResponseHeaders()
                    .set(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    send(exchange, 200, message.toBytes());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
