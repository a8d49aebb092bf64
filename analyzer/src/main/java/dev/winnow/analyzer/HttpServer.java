package dev.winnow.analyzer;

import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.prometheus.PrometheusExpositionService;
import dev.winnow.analyzer.access.AccessControl;
import dev.winnow.analyzer.access.Clients;
import dev.winnow.analyzer.access.Doors;
import dev.winnow.analyzer.http.AccessLog;
import dev.winnow.analyzer.http.ConnectionLimit;
import dev.winnow.analyzer.http.ErrorPages;
import dev.winnow.analyzer.http.LibraryErrors;
import dev.winnow.analyzer.http.MemoryBudget;
import dev.winnow.analyzer.http.OpenFiles;
import dev.winnow.analyzer.http.RequestDrain;
import dev.winnow.analyzer.http.UnpackedRequests;
import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.wire.Limits;
import inference.protocol.GRPCInferenceServiceGrpc;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * The HTTP library: REST and gRPC on one port, over HTTP/1.1 and HTTP/2 in clear text. Replacing
 * the library means replacing this class, {@link RestService} and the package {@code http}.
 */
final class HttpServer implements AutoCloseable {
  /** How long a client may take to send a request, and a model to answer it. */
  private static final Duration REQUEST = Duration.ofSeconds(60);

  /**
   * How long nobody may have been answered before the connections are closed, so that answers, and
   * what clients are told who come too late, are read by then; and the longest to wait for that.
   */
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** How long a connection may be silent. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** How long one who is refused before all is sent may take to read why. */
  private static final Duration READING = Duration.ofSeconds(1);

  /** Connections that may be open for the moment that it takes to close others. */
  private static final int CLOSING = 32;

  private static final String INFERENCE = GRPCInferenceServiceGrpc.SERVICE_NAME;

  private final Server server;
  private final HealthStatusManager health;
  private final int port;

  private HttpServer(Server server, HealthStatusManager health) {
    this.server = server;
    this.health = health;
    this.port = server.activeLocalPort();
  }

  /**
   * Starts to listen.
   *
   * @throws PortUnavailableException if the port is in use or may not be opened
   */
  static HttpServer start(
      ServerOptions options, RestApi rest, GrpcApi grpc, Metrics metrics, RequestDrain drain) {
    InetSocketAddress address = address(options);
    options.doors().require(address.getAddress());
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus(INFERENCE, ServingStatus.SERVING);
    int files = OpenFiles.mostConnections();
    int most = Math.min(options.connections().most(), files - Math.min(CLOSING, files / 4));
    ConnectionLimit connections =
        new ConnectionLimit(most, options.connections().ofOneClient(most), metrics::failed);
    LibraryErrors errors = new LibraryErrors(ErrorMapping::of);
    ServerBuilder builder =
        listening(options, address)
            .maxNumConnections(files)
            .childChannelPipelineCustomizer(pipeline -> connections.opened(pipeline.channel()))
            .maxRequestLength(Limits.BODY_BYTES)
            .requestTimeout(REQUEST)
            .idleTimeout(IDLE)
            .requestAutoAbortDelay(READING)
            .gracefulShutdownTimeout(QUIET, FAREWELL)
            .blockingTaskExecutor(Math.max(2, Runtime.getRuntime().availableProcessors()))
            .accessLogWriter(new AccessLog(), false)
            .disableServerHeader()
            .meterRegistry(new CompositeMeterRegistry())
            // The last is the first to see a request.
            .decorator(new UnpackedRequests(metrics::failed))
            .decorator(MemoryBudget.ofThisProcess())
            .decorator(drain)
            .decorator(
                new AccessControl(
                    options.doors().clients().map(Clients::read),
                    options.doors().perSecond(),
                    metrics::failed))
            .decorator(connections)
            .errorHandler(new ErrorPages(errors, metrics::failed))
            .service(grpcService(grpc, health, errors.grpc(metrics::failed)))
            .service("/metrics", PrometheusExpositionService.of(metrics.registry()))
            .serviceUnder("/", new RestService(rest));
    Server server = builder.build();
    try {
      server.start().join();
    } catch (CompletionException e) {
      server.close();
      throw unavailable(options, e);
    }
    return new HttpServer(server, health);
  }

  int port() {
    return port;
  }

  /** Says over gRPC that the server will soon be gone. */
  void stopping() {
    health.enterTerminalState();
  }

  @Override
  public void close() {
    server.close();
  }

  private static InetSocketAddress address(ServerOptions options) {
    if (options.host().isEmpty()) {
      return new InetSocketAddress(options.port());
    }
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new PortUnavailableException(
          "\"%s\" is no address of this machine; choose another with --host"
              .formatted(options.host()));
    }
    return address;
  }

  private static ServerBuilder listening(ServerOptions options, InetSocketAddress address) {
    Doors doors = options.doors();
    if (doors.tls().isEmpty()) {
      return Server.builder().http(address);
    }
    ServerBuilder builder = Server.builder().https(address);
    // Who has a token needs no certificate.
    doors.tls().get().configure(builder, doors.clients().isEmpty());
    return builder;
  }

  private static GrpcService grpcService(
      GrpcApi api, HealthStatusManager health, GrpcExceptionHandlerFunction errors) {
    return GrpcService.builder()
        .addService(api)
        .addService(ProtoReflectionServiceV1.newInstance())
        .addService(health.getHealthService())
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .maxRequestMessageLength(Limits.BODY_BYTES)
        .exceptionHandler(errors)
        .build();
  }

  private static RuntimeException unavailable(ServerOptions options, CompletionException failure) {
    Throwable cause = failure.getCause();
    if (!(cause instanceof IOException)) {
      return failure;
    }
    String reason = String.valueOf(cause.getMessage());
    String sentence =
        reason.contains("in use")
            ? "port %d is in use; choose another with --port".formatted(options.port())
            : "port %d cannot be opened (%s); choose another with --port"
                .formatted(options.port(), reason);
    return new PortUnavailableException(sentence, cause);
  }
}
