package dev.winnow.analyzer.access;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.winnow.analyzer.http.AccessLog;
import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.analyzer.http.RefusedBodyException;
import io.grpc.Status;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Lets in whom the file of clients lists, to the models that it says, as often as it says. Whether
 * the server is alive and ready is told to everybody who reaches it.
 */
public final class AccessControl implements DecoratingHttpServiceFunction {
  private static final AttributeKey<KnownClient> CLIENT =
      AttributeKey.valueOf(AccessControl.class, "CLIENT");

  private static final String MODELS = "/v2/models/";
  private static final List<String> ADMIN =
      List.of("/v2/repository/", "/inference.GRPCInferenceService/Repository");
  private static final List<String> OPEN =
      List.of(
          "/v2/health/",
          "/grpc.health.v1.Health/",
          "/inference.GRPCInferenceService/ServerLive",
          "/inference.GRPCInferenceService/ServerReady");

  private final Optional<Clients> clients;
  private final Optional<Integer> perSecond;
  private final RateLimit rates = new RateLimit();
  private final IntConsumer refused;

  /**
   * @param clients who may come in; empty for everybody
   * @param perSecond how often each address may ask where the client has no limit of its own
   * @param refused told the HTTP status of every refusal
   */
  public AccessControl(
      Optional<Clients> clients, Optional<Integer> perSecond, IntConsumer refused) {
    this.clients = clients;
    this.perSecond = perSecond;
    this.refused = refused;
  }

  /**
   * Refuses a call over gRPC, which says its model only in the message.
   *
   * @throws RefusedBodyException if the client of the request that is being served may not call it
   */
  public static void requireModel(String model) {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    KnownClient client = context == null ? null : context.attr(CLIENT);
    if (client != null && !client.mayCall(model)) {
      throw new RefusedBodyException(forbidden(client));
    }
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    String path = context.path();
    if (OPEN.stream().anyMatch(path::startsWith)) {
      return service.serve(context, request);
    }
    Optional<KnownClient> client = client(context, request);
    if (clients.isPresent() && client.isEmpty()) {
      return refusal(request, unknown());
    }
    String name = client.map(KnownClient::name).orElse(context.clientAddress().getHostAddress());
    Optional<Integer> limit = client.flatMap(KnownClient::perSecond).or(() -> perSecond);
    if (limit.isPresent() && !rates.allows(name, limit.get(), System.nanoTime())) {
      return refusal(request, tooOften(limit.get()));
    }
    if (client.isPresent()) {
      context.setAttr(CLIENT, client.get());
      AccessLog.client(context, client.get().name());
      if (!mayGo(client.get(), path)) {
        return refusal(request, forbidden(client.get()));
      }
    }
    return service.serve(context, request);
  }

  private Optional<KnownClient> client(ServiceRequestContext context, HttpRequest request) {
    if (clients.isEmpty()) {
      return Optional.empty();
    }
    String given = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    if (given.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return clients.get().withToken(given.substring(7).strip());
    }
    return clients.get().withCertificate(CertificateNames.of(context.sslSession()));
  }

  private static boolean mayGo(KnownClient client, String path) {
    if (ADMIN.stream().anyMatch(path::startsWith)) {
      return client.admin();
    }
    return !path.startsWith(MODELS)
        || client.mayCall(path.substring(MODELS.length()).split("/", 2)[0]);
  }

  private HttpResponse refusal(HttpRequest request, ErrorStatus status) {
    refused.accept(status.http());
    return status.response(request.headers());
  }

  private static ErrorStatus unknown() {
    return new ErrorStatus(
        401,
        Status.Code.UNAUTHENTICATED,
        "this server answers only clients that it knows; send a token or show a certificate",
        Map.of("www-authenticate", "Bearer"));
  }

  /** The same whether there is such a model or not. */
  private static ErrorStatus forbidden(KnownClient client) {
    return new ErrorStatus(
        403,
        Status.Code.PERMISSION_DENIED,
        "the client \"%s\" may not do this; ask whoever runs the server".formatted(client.name()));
  }

  private static ErrorStatus tooOften(int perSecond) {
    return ErrorStatus.later(
        429,
        Status.Code.RESOURCE_EXHAUSTED,
        "more than %d requests a second; try again later".formatted(perSecond));
  }
}
