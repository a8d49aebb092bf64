package dev.winnow.analyzer;

import dev.winnow.wire.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The JDK's client against a server on this machine. */
record Http(int port, Version version) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Http of(AnalyzerServer server) {
    return new Http(server.port(), Version.HTTP_1_1);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)).build());
  }

  HttpResponse<byte[]> post(String path, Message message) {
    return post(path, message.toBytes(), message.jsonLength());
  }

  HttpResponse<byte[]> post(String path, byte[] body, OptionalInt jsonLength) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
    jsonLength.ifPresent(
        length -> request.header(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    return send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).version(version);
  }

  HttpResponse<String> send(HttpRequest request) {
    return send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
