package dev.winnow.analyzer;

import dev.winnow.analyzer.http.RequestDrain;
import dev.winnow.wire.ServerMetadata;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server. Whoever starts it closes it: then no new request is taken, those under way are
 * answered, and the models' native memory is freed.
 */
public final class AnalyzerServer implements AutoCloseable {
  /** How long requests under way may take when the server stops. */
  private static final Duration FAREWELL = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(AnalyzerServer.class);

  private final HttpServer http;
  private final ModelRegistry models;
  private final RequestDrain drain;

  private AnalyzerServer(HttpServer http, ModelRegistry models, RequestDrain drain) {
    this.http = http;
    this.models = models;
    this.drain = drain;
  }

  /**
   * Loads all models of a repository and then serves them: when this returns, requests are
   * answered.
   *
   * @throws MalformedRepositoryException if a model is not as its files say
   * @throws dev.winnow.onnx.NetworkException if a network cannot be run
   * @throws PortUnavailableException if the port is in use or may not be opened
   */
  public static AnalyzerServer start(ModelRepository repository, ServerOptions options) {
    Metrics metrics = new Metrics();
    ServerMetadata server =
        new ServerMetadata("winnow", options.version(), List.of(ServerMetadata.BINARY_TENSOR_DATA));
    ModelRegistry models = ModelRegistry.load(repository, options, metrics);
    RequestDrain drain = new RequestDrain();
    try {
      HttpServer http =
          HttpServer.start(
              options,
              new RestApi(server, models, metrics, drain::isStopping),
              new GrpcApi(server, models, metrics, drain::isStopping),
              metrics,
              drain);
      return new AnalyzerServer(http, models, drain);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /**
   * Stops; does nothing the second time. First the server says that it is not ready, and refuses
   * new requests with a time after which to ask again; then those under way are answered, for up to
   * half a minute; then the connections are closed, and last the models, when nothing runs any
   * more.
   */
  @Override
  public void close() {
    drain.stop();
    http.stopping();
    try {
      if (!drain.await(FAREWELL)) {
        LOG.warn("stopping though requests were under way for {} s", FAREWELL.toSeconds());
      }
    } catch (InterruptedException e) {
      // Whoever waits for this does not want to wait any longer.
      Thread.currentThread().interrupt();
    }
    http.close();
    models.close();
  }
}
