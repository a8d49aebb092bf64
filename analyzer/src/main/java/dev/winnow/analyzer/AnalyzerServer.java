package dev.winnow.analyzer;

import dev.winnow.analyzer.http.RequestDrain;
import dev.winnow.analyzer.metrics.Metrics;
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
  private final RepositoryApi repository;
  private final RequestDrain drain;

  private AnalyzerServer(
      HttpServer http, ModelRegistry models, RepositoryApi repository, RequestDrain drain) {
    this.http = http;
    this.models = models;
    this.repository = repository;
    this.drain = drain;
  }

  /**
   * Loads the models of a repository and then serves them: when this returns, requests are
   * answered. A model that cannot be loaded is reported in the log and in the repository's index,
   * and the others are served.
   *
   * @throws MalformedRepositoryException if there is no model to serve, and none can come later
   * @throws PortUnavailableException if the port is in use or may not be opened
   */
  public static AnalyzerServer start(ModelRepository repository, ServerOptions options) {
    Metrics metrics = new Metrics();
    ServerMetadata server =
        new ServerMetadata(
            "winnow",
            options.version(),
            List.of(ServerMetadata.BINARY_TENSOR_DATA, "model_repository"));
    ModelRegistry models = ModelRegistry.load(repository, options, metrics);
    RepositoryApi api = RepositoryApi.open(models, options.control());
    RequestDrain drain = new RequestDrain();
    try {
      HttpServer http =
          HttpServer.start(
              options,
              new RestApi(server, models, api, metrics, drain::isStopping),
              new GrpcApi(server, models, api, metrics, drain::isStopping),
              metrics,
              drain);
      return new AnalyzerServer(http, models, api, drain);
    } catch (RuntimeException e) {
      api.close();
      models.close();
      throw e;
    }
  }

  /** The names of the models that are served now, in order. */
  public List<String> models() {
    return models.names();
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
    repository.close();
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
