package dev.winnow.analyzer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Message;
import dev.winnow.wire.ServerMetadata;
import dev.winnow.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The protocol's REST side: which path and method mean what, whatever the HTTP library. */
final class RestApi {
  private final ServerMetadata server;
  private final ModelRegistry models;
  private final Metrics metrics;

  RestApi(ServerMetadata server, ModelRegistry models, Metrics metrics) {
    this.server = server;
    this.models = models;
    this.metrics = metrics;
  }

  /**
   * A request as HTTP brings it.
   *
   * @param method such as {@code GET}
   * @param path without a query, beginning with {@code /}
   * @param jsonLength the header {@link Message#JSON_LENGTH_HEADER}, if it was sent
   * @param body which must stay as it is until the reply is there
   */
  record Call(String method, String path, Optional<String> jsonLength, ByteBuffer body) {}

  /** Answers a request; the future never fails, for what goes wrong has a reply of its own. */
  CompletableFuture<RestResponse> answer(Call call) {
    CompletableFuture<RestResponse> reply;
    try {
      reply = route(call);
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    return reply.exceptionally(this::failed);
  }

  /** The reply to a request that could not be taken. */
  RestResponse failed(Throwable thrown) {
    ErrorStatus fault = ErrorStatus.of(thrown);
    metrics.failed(fault);
    return RestResponse.of(fault);
  }

  private CompletableFuture<RestResponse> route(Call call) {
    // A trailing slash is tolerated: the protocol's own OpenAPI document has one.
    List<String> path = List.of(call.path().substring(1).split("/"));
    if (path.equals(List.of("v2"))) {
      return found(call, server.encode());
    }
    if (path.equals(List.of("v2", "health", "live"))) {
      return found(call, flag(Json.object(), "live"));
    }
    if (path.equals(List.of("v2", "health", "ready"))) {
      // The port opens when all models have been loaded.
      return found(call, flag(Json.object(), "ready"));
    }
    if (path.size() >= 3 && path.subList(0, 2).equals(List.of("v2", "models"))) {
      return routeModel(call, path.get(2), path.subList(3, path.size()));
    }
    throw unknownPath();
  }

  private CompletableFuture<RestResponse> routeModel(Call call, String name, List<String> rest) {
    boolean versioned = rest.size() >= 2 && rest.get(0).equals("versions");
    Optional<String> version = versioned ? Optional.of(rest.get(1)) : Optional.empty();
    List<String> action = versioned ? rest.subList(2, rest.size()) : rest;
    if (action.isEmpty()) {
      return found(call, models.find(name, version).metadata().encode());
    }
    if (action.equals(List.of("ready"))) {
      models.find(name, version);
      return found(call, flag(Json.object().put("name", name), "ready"));
    }
    if (action.equals(List.of("infer"))) {
      ServedModel model = models.find(name, version);
      require(call, "POST");
      return infer(model, call);
    }
    throw unknownPath();
  }

  private static CompletableFuture<RestResponse> infer(ServedModel model, Call call) {
    OptionalInt jsonLength =
        call.jsonLength().isPresent()
            ? OptionalInt.of(length(call.jsonLength().get()))
            : OptionalInt.empty();
    InferenceRequest request = InferenceRequest.decode(call.body(), jsonLength);
    return model.answer(request).thenApply(response -> RestResponse.of(response.encode(request)));
  }

  private static int length(String header) {
    try {
      return Integer.parseInt(header.strip());
    } catch (NumberFormatException e) {
      throw new WireException(
          "the header "
              + Message.JSON_LENGTH_HEADER
              + " must be the number of bytes before the binary data");
    }
  }

  private static CompletableFuture<RestResponse> found(Call call, byte[] json) {
    require(call, "GET");
    return CompletableFuture.completedFuture(RestResponse.json(json));
  }

  private static void require(Call call, String method) {
    if (!call.method().equals(method)) {
      throw new WrongMethodException(method);
    }
  }

  private static byte[] flag(ObjectNode json, String name) {
    return Json.line(json.put(name, true)).getBytes(StandardCharsets.UTF_8);
  }

  private static UnknownModelException unknownPath() {
    return new UnknownModelException(
        "there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]");
  }
}
