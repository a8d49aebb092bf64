package dev.winnow.tagger;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** A server of taggers, and the JDK's client to it. */
record Tagging(AnalyzerServer server) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Tagging of(Path folder) {
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(2);
    return new Tagging(
        AnalyzerServer.start(ModelRepository.open(folder, List.of(new TaggerFactory())), options));
  }

  /** The answer about an image, which must be there. */
  InferenceResponse ask(String model, String output, byte[] image) {
    HttpResponse<byte[]> response = post(model, output, image);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(new String(response.body(), StandardCharsets.UTF_8));
    }
    return InferenceResponse.decode(
        ByteBuffer.wrap(response.body()),
        OptionalInt.of(
            (int) response.headers().firstValueAsLong(Message.JSON_LENGTH_HEADER).orElseThrow()));
  }

  HttpResponse<byte[]> post(String model, String output, byte[]... images) {
    var input = new NamedTensor("image", ByteStrings.of(images));
    return post(model, InferenceRequest.of(input, output).encode());
  }

  HttpResponse<byte[]> post(String model, Message message) {
    HttpRequest.Builder request =
        request("/v2/models/" + model + "/infer")
            .POST(BodyPublishers.ofByteArray(message.toBytes()));
    message
        .jsonLength()
        .ifPresent(length -> request.header(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    return send(request.build());
  }

  String get(String path) {
    return new String(send(request(path).build()).body(), StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
