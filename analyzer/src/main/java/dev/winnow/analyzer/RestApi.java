package dev.winnow.analyzer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The protocol's REST side: which path and method mean what, whatever the HTTP library. */
final class RestApi {
  private static final byte[] EMPTY = {'{', '}'};

  private final ServerMetadata server;
  private final ModelRegistry models;
  private final RepositoryApi repository;
  private final Metrics metrics;
  private final BooleanSupplier stopping;

  /**
   * @param stopping whether the server will soon be gone, so that nobody should send it more
   */
  RestApi(
      ServerMetadata server,
      ModelRegistry models,
      RepositoryApi repository,
      Metrics metrics,
      BooleanSupplier stopping) {
    this.server = server;
    this.models = models;
    this.repository = repository;
    this.metrics = metrics;
    this.stopping = stopping;
  }

  /**
   * What comes with a request.
   *
   * @param jsonLength the header {@link Message#JSON_LENGTH_HEADER}, if it was sent
   * @param bytes which must stay as they are until the reply is there
   * @param abandoned completed when nobody waits for the reply any more
   */
  record Body(Optional<String> jsonLength, ByteBuffer bytes, CompletableFuture<?> abandoned) {}

  /** Answers requests of one method to one path. */
  interface Action {
    /** Answers a request, or throws what {@link #failed} makes a reply of. */
    CompletableFuture<RestResponse> answer(Body body);
  }

  /** Answers a request; the future never fails, for what goes wrong has a reply of its own. */
  CompletableFuture<RestResponse> answer(Action action, Body body) {
    CompletableFuture<RestResponse> reply;
    try {
      reply = action.answer(body);
    } catch (RuntimeException e) {
      reply = CompletableFuture.failedFuture(e);
    }
    return reply.exceptionally(this::failed);
  }

  /** The reply to a request that could not be taken. */
  RestResponse failed(Throwable thrown) {
    ErrorStatus fault = ErrorMapping.of(thrown);
    metrics.failed(fault);
    return RestResponse.of(fault);
  }

  /**
   * What answers a request, found before its body is read.
   *
   * @param method such as {@code GET}; {@code HEAD} is answered as that, for the library to leave
   *     the body out
   * @param where the path without a query, beginning with {@code /}
   * @throws UnknownModelException if there is nothing at that path
   * @throws WrongMethodException if it takes another method
   */
  Action find(String method, String where) {
    // A trailing slash is tolerated: the protocol's own OpenAPI document has one.
    List<String> path = List.of(where.substring(1).split("/"));
    if (path.equals(List.of("v2"))) {
      return shown(method, () -> RestResponse.json(server.encode()));
    }
    if (path.equals(List.of("v2", "health", "live"))) {
      return shown(method, () -> flag(Json.object(), "live", true));
    }
    if (path.equals(List.of("v2", "health", "ready"))) {
      return shown(method, () -> ready(Json.object()));
    }
    if (path.size() >= 3 && path.subList(0, 2).equals(List.of("v2", "models"))) {
      return findModel(method, path.get(2), path.subList(3, path.size()));
    }
    if (path.size() >= 3 && path.subList(0, 2).equals(List.of("v2", "repository"))) {
      return findRepository(method, path.subList(2, path.size()));
    }
    throw unknownPath();
  }

  private Action findRepository(String method, List<String> path) {
    if (path.equals(List.of("index"))) {
      require(method, "POST");
      return body -> CompletableFuture.completedFuture(index(body));
    }
    boolean change = path.size() == 3 && path.get(0).equals("models");
    if (change && path.get(2).equals("load")) {
      require(method, "POST");
      return body -> repository.load(path.get(1)).thenApply(done -> RestResponse.json(EMPTY));
    }
    if (change && path.get(2).equals("unload")) {
      require(method, "POST");
      return body -> repository.unload(path.get(1)).thenApply(done -> RestResponse.json(EMPTY));
    }
    throw unknownPath();
  }

  private RestResponse index(Body body) {
    boolean readyOnly = false;
    if (body.bytes().hasRemaining()) {
      byte[] json = new byte[body.bytes().remaining()];
      body.bytes().duplicate().get(json);
      try {
        StrictObject request = Json.readObject("the request", json);
        readyOnly = request.optionalTruth("ready").orElse(false);
        request.end();
      } catch (MalformedJsonException e) {
        throw new WireException(String.valueOf(e.getMessage()));
      }
    }
    ArrayNode index = Json.array();
    for (IndexEntry entry : repository.index(readyOnly)) {
      ObjectNode line = index.addObject().put("name", entry.name());
      line.put("version", entry.version()).put("state", entry.state());
      line.put("reason", entry.reason());
    }
    return RestResponse.json(Json.line(index).getBytes(StandardCharsets.UTF_8));
  }

  private Action findModel(String method, String name, List<String> rest) {
    boolean versioned = rest.size() >= 2 && rest.get(0).equals("versions");
    Optional<String> version = versioned ? Optional.of(rest.get(1)) : Optional.empty();
    List<String> action = versioned ? rest.subList(2, rest.size()) : rest;
    if (action.isEmpty()) {
      return shown(method, () -> RestResponse.json(models.metadata(name, version).encode()));
    }
    if (action.equals(List.of("ready"))) {
      return shown(
          method,
          () -> {
            models.find(name, version);
            return ready(Json.object().put("name", name));
          });
    }
    if (action.equals(List.of("infer"))) {
      models.find(name, version);
      require(method, "POST");
      return body -> infer(name, version, body);
    }
    throw unknownPath();
  }

  private CompletableFuture<RestResponse> infer(String name, Optional<String> version, Body body) {
    OptionalInt jsonLength =
        body.jsonLength().isPresent()
            ? OptionalInt.of(length(body.jsonLength().get()))
            : OptionalInt.empty();
    InferenceRequest request = InferenceRequest.decode(body.bytes(), jsonLength);
    return models
        .answer(name, version, request, body.abandoned())
        .thenApply(response -> RestResponse.of(response.encode(request)));
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

  private static Action shown(String method, Supplier<RestResponse> reply) {
    require(method, "GET");
    return body -> CompletableFuture.completedFuture(reply.get());
  }

  private static void require(String method, String needed) {
    if (!method.equals(needed) && !(method.equals("HEAD") && needed.equals("GET"))) {
      throw new WrongMethodException(needed);
    }
  }

  /** A load balancer looks at the status alone. */
  private RestResponse ready(ObjectNode json) {
    boolean ready = !stopping.getAsBoolean();
    RestResponse reply = flag(json, "ready", ready);
    return ready ? reply : reply.withStatus(503);
  }

  private static RestResponse flag(ObjectNode json, String name, boolean value) {
    return RestResponse.json(Json.line(json.put(name, value)).getBytes(StandardCharsets.UTF_8));
  }

  private static UnknownModelException unknownPath() {
    return new UnknownModelException(
        "there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]");
  }
}
