package dev.winnow.analyzer.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.winnow.wire.ErrorMessage;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request has no answer, as a client is told.
 *
 * @param http status of the response over REST
 * @param grpc status of the response over gRPC
 * @param sentence what is wrong; never a part of a tensor, nor of the server's files
 * @param headers that go with it over REST, and over gRPC as trailers; names in lower case
 */
public record ErrorStatus(
    int http, Status.Code grpc, String sentence, Map<String, String> headers) {
  private static final String GRPC = "application/grpc";

  public ErrorStatus {
    headers = Map.copyOf(headers);
  }

  /** Of a request that would fail again. */
  public ErrorStatus(int http, Status.Code grpc, String sentence) {
    this(http, grpc, sentence, Map.of());
  }

  /** Of a request that may be sent again after a second. */
  public static ErrorStatus later(int http, Status.Code grpc, String sentence) {
    return new ErrorStatus(http, grpc, sentence, Map.of("retry-after", "1"));
  }

  /** Whether a request is one of gRPC, whatever its path. */
  public static boolean isGrpc(RequestHeaders asked) {
    return asked.get(HttpHeaderNames.CONTENT_TYPE, "").startsWith(GRPC);
  }

  /** The status over gRPC, whose headers are put into the call's trailers. */
  public Status status(Metadata trailers) {
    headers.forEach(
        (name, value) ->
            trailers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return Status.fromCode(grpc).withDescription(sentence);
  }

  /** The body over REST. */
  public byte[] json() {
    return new ErrorMessage(sentence).encode();
  }

  /** The whole response, in the form that the client of that request understands. */
  public HttpResponse response(RequestHeaders asked) {
    return isGrpc(asked) ? HttpResponse.of(trailers()) : page(asked).toHttpResponse();
  }

  /** The same, where it may not be known what was asked. */
  AggregatedHttpResponse page(@Nullable RequestHeaders asked) {
    if (asked != null && isGrpc(asked)) {
      return AggregatedHttpResponse.of(trailers());
    }
    ResponseHeadersBuilder response = ResponseHeaders.builder(HttpStatus.valueOf(http));
    headers.forEach(response::add);
    return AggregatedHttpResponse.of(
        response.contentType(MediaType.JSON).build(), HttpData.wrap(json()));
  }

  /** What gRPC calls "trailers only": a head that is the end as well. */
  private ResponseHeaders trailers() {
    ResponseHeadersBuilder response = ResponseHeaders.builder(HttpStatus.OK).endOfStream(true);
    headers.forEach(response::add);
    response.add(HttpHeaderNames.CONTENT_TYPE, "application/grpc+proto");
    response.addInt("grpc-status", grpc.value());
    return response.add("grpc-message", percentEncoded(sentence)).build();
  }

  /** As gRPC writes messages in headers: what is not printable ASCII, and %, as %XX of UTF-8. */
  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b < 127 && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(String.format("%02X", b));
      }
    }
    return encoded.toString();
  }
}
