package dev.winnow.analyzer;

import dev.winnow.wire.ServerMetadata;
import java.util.List;

/**
 * A running server. Whoever starts it closes it: then no new request is taken, those under way are
 * answered, and the models' native memory is freed.
 */
public final class AnalyzerServer implements AutoCloseable {
  private final HttpServer http;
  private final ModelRegistry models;

  private AnalyzerServer(HttpServer http, ModelRegistry models) {
    this.http = http;
    this.models = models;
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
    try {
      HttpServer http =
          HttpServer.start(
              options,
              new RestApi(server, models, metrics),
              new GrpcApi(server, models, metrics),
              metrics);
      return new AnalyzerServer(http, models);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Stops; does nothing the second time. */
  @Override
  public void close() {
    http.close();
    models.close();
  }
}
