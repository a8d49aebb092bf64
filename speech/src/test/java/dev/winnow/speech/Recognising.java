package dev.winnow.speech;

import dev.winnow.analyzer.AnalyzerServer;
import dev.winnow.analyzer.Backend;
import dev.winnow.analyzer.BackendFactory;
import dev.winnow.analyzer.ModelFiles;
import dev.winnow.analyzer.ModelRepository;
import dev.winnow.analyzer.ServerOptions;
import dev.winnow.analyzer.Workload;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A server of recognisers, and the JDK's client to it. */
record Recognising(AnalyzerServer server) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MODEL = "digits";

  /** What a repository's models recognise, by Sphinx. */
  static Recognising of(Path folder) {
    return of(folder, new SpeechFactory());
  }

  /** A repository's models, each answered by recognisers of the test. */
  static Recognising of(Path folder, Supplier<SpeechRecogniser> open, LongSupplier clock) {
    return of(
        folder,
        new BackendFactory() {
          @Override
          public String word() {
            return SpeechFactory.WORD;
          }

          @Override
          public Backend open(ModelFiles files, Workload load) {
            return SpeechBackend.open(files.name(), load, open, Duration.ofSeconds(20), clock);
          }
        });
  }

  private static Recognising of(Path folder, BackendFactory factory) {
    ServerOptions options = ServerOptions.onPort(0).withHost("127.0.0.1").withThreads(2);
    return new Recognising(
        AnalyzerServer.start(ModelRepository.open(folder, List.of(factory)), options));
  }

  /** The answer about a recording, which must be there. */
  InferenceResponse ask(byte[] wav) {
    return response(post(wav));
  }

  /** The answer of the server, which must be there. */
  static InferenceResponse response(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(text(response));
    }
    return InferenceResponse.decode(
        ByteBuffer.wrap(response.body()),
        OptionalInt.of(
            (int) response.headers().firstValueAsLong(Message.JSON_LENGTH_HEADER).orElseThrow()));
  }

  /** The words of an answer. */
  static List<String> words(InferenceResponse response) {
    return response.output("words").bytes().elements().stream()
        .map(word -> StandardCharsets.UTF_8.decode(word).toString())
        .toList();
  }

  HttpResponse<byte[]> post(byte[]... recordings) {
    return send(request(recordings));
  }

  CompletableFuture<HttpResponse<byte[]>> postLater(byte[] recording) {
    return CLIENT.sendAsync(request(recording), BodyHandlers.ofByteArray());
  }

  String get(String path) {
    return text(send(request(path).build()));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpRequest request(byte[]... recordings) {
    List<RequestedOutput> outputs =
        Stream.of("words", "times", "confidence")
            .map(name -> new RequestedOutput(name, true))
            .toList();
    Message message =
        new InferenceRequest(
                Optional.empty(),
                List.of(new NamedTensor("audio", ByteStrings.of(recordings))),
                outputs,
                true)
            .encode();
    HttpRequest.Builder request =
        request("/v2/models/" + MODEL + "/infer")
            .POST(BodyPublishers.ofByteArray(message.toBytes()));
    message
        .jsonLength()
        .ifPresent(length -> request.header(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    return request.build();
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
