package dev.winnow.edge.delivery;

import dev.winnow.wire.Message;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request and its size.
 *
 * @param length bytes of request line, headers and body as HTTP/1.1 writes them; what TCP and TLS
 *     add is not known here
 */
record SizedRequest(HttpRequest request, long length) {

  /**
   * @param authorization value of the header of that name
   */
  static SizedRequest get(URI uri, Optional<String> authorization) {
    return of("GET", uri, headers(authorization), BodyPublishers.noBody());
  }

  /**
   * @param authorization value of the header of that name
   */
  static SizedRequest post(URI uri, Message message, Optional<String> authorization) {
    Map<String, String> headers = headers(authorization);
    headers.put("Content-Type", message.contentType());
    message
        .jsonLength()
        .ifPresent(length -> headers.put(Message.JSON_LENGTH_HEADER, String.valueOf(length)));
    return of(
        "POST",
        uri,
        headers,
        BodyPublishers.fromPublisher(new MessagePublisher(message), message.length()));
  }

  private static Map<String, String> headers(Optional<String> authorization) {
    Map<String, String> headers = new LinkedHashMap<>();
    authorization.ifPresent(value -> headers.put("Authorization", value));
    return headers;
  }

  private static SizedRequest of(
      String method, URI uri, Map<String, String> headers, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, body);
    // Java's own user agent would name its version to the cloud.
    request.setHeader("User-Agent", "winnow");
    headers.forEach(request::setHeader);
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    StringBuilder head = new StringBuilder();
    head.append("%s %s HTTP/1.1\r\nHost: %s\r\n".formatted(method, uri.getRawPath(), host));
    head.append("User-Agent: winnow\r\nContent-Length: %d\r\n".formatted(body.contentLength()));
    headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
    head.append("\r\n");
    int headLength = head.toString().getBytes(StandardCharsets.US_ASCII).length;
    return new SizedRequest(request.build(), headLength + body.contentLength());
  }
}
