package dev.winnow.analyzer;

import dev.winnow.analyzer.access.AccessControl;
import dev.winnow.analyzer.http.ErrorStatus;
import dev.winnow.analyzer.metrics.Metrics;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.ModelMetadata;
import dev.winnow.wire.ServerMetadata;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelInferResponse;
import inference.protocol.ModelMetadataRequest;
import inference.protocol.ModelMetadataResponse;
import inference.protocol.ModelReadyRequest;
import inference.protocol.ModelReadyResponse;
import inference.protocol.RepositoryIndexRequest;
import inference.protocol.RepositoryIndexResponse;
import inference.protocol.RepositoryModelLoadRequest;
import inference.protocol.RepositoryModelLoadResponse;
import inference.protocol.RepositoryModelUnloadRequest;
import inference.protocol.RepositoryModelUnloadResponse;
import inference.protocol.ServerLiveRequest;
import inference.protocol.ServerLiveResponse;
import inference.protocol.ServerMetadataRequest;
import inference.protocol.ServerMetadataResponse;
import inference.protocol.ServerReadyRequest;
import inference.protocol.ServerReadyResponse;
import io.grpc.Metadata;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The protocol's gRPC side, whatever the HTTP library under it. */
final class GrpcApi extends GRPCInferenceServiceImplBase {
  private final ServerMetadata server;
  private final ModelRegistry models;
  private final RepositoryApi repository;
  private final Metrics metrics;
  private final BooleanSupplier stopping;

  /**
   * @param stopping whether the server will soon be gone, so that nobody should send it more
   */
  GrpcApi(
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

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> caller) {
    answer(caller, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> caller) {
    answer(
        caller, () -> ServerReadyResponse.newBuilder().setReady(!stopping.getAsBoolean()).build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> caller) {
    answer(
        caller,
        () -> {
          AccessControl.requireModel(request.getName());
          models.find(request.getName(), version(request.getVersion()));
          return ModelReadyResponse.newBuilder().setReady(!stopping.getAsBoolean()).build();
        });
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> caller) {
    answer(
        caller,
        () ->
            ServerMetadataResponse.newBuilder()
                .setName(server.name())
                .setVersion(server.version())
                .addAllExtensions(server.extensions())
                .build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> caller) {
    answer(
        caller,
        () -> {
          AccessControl.requireModel(request.getName());
          ModelMetadata model = models.metadata(request.getName(), version(request.getVersion()));
          return ModelMetadataResponse.newBuilder()
              .setName(model.name())
              .addAllVersions(model.versions())
              .setPlatform(model.platform())
              .addAllInputs(model.inputs().stream().map(GrpcCodec::encode).toList())
              .addAllOutputs(model.outputs().stream().map(GrpcCodec::encode).toList())
              .build();
        });
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> caller) {
    answerLater(
        caller,
        () -> {
          AccessControl.requireModel(request.getModelName());
          InferenceRequest decoded = GrpcCodec.decode(request);
          return models
              .answer(
                  request.getModelName(),
                  version(request.getModelVersion()),
                  decoded,
                  abandoned(caller))
              .thenApply(made -> GrpcCodec.encode(made, decoded));
        });
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> caller) {
    answer(
        caller,
        () -> {
          RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
          for (IndexEntry entry : repository.index(request.getReady())) {
            index
                .addModelsBuilder()
                .setName(entry.name())
                .setVersion(entry.version())
                .setState(entry.state())
                .setReason(entry.reason());
          }
          return index.build();
        });
  }

  @Override
  public void repositoryModelLoad(
      RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> caller) {
    answerLater(
        caller,
        () ->
            repository
                .load(request.getModelName())
                .thenApply(done -> RepositoryModelLoadResponse.getDefaultInstance()));
  }

  @Override
  public void repositoryModelUnload(
      RepositoryModelUnloadRequest request, StreamObserver<RepositoryModelUnloadResponse> caller) {
    answerLater(
        caller,
        () ->
            repository
                .unload(request.getModelName())
                .thenApply(done -> RepositoryModelUnloadResponse.getDefaultInstance()));
  }

  /** Completed when the client cancels the call, hangs up, or its deadline has passed. */
  private static CompletableFuture<?> abandoned(StreamObserver<?> caller) {
    CompletableFuture<Void> abandoned = new CompletableFuture<>();
    if (caller instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> abandoned.complete(null));
    }
    return abandoned;
  }

  private static Optional<String> version(String version) {
    return version.isEmpty() ? Optional.empty() : Optional.of(version);
  }

  private <T> void answerLater(StreamObserver<T> caller, Supplier<CompletableFuture<T>> answer) {
    CompletableFuture<T> response;
    try {
      response = answer.get();
    } catch (RuntimeException e) {
      fail(caller, e);
      return;
    }
    var unused =
        response.handle(
            (made, thrown) -> {
              if (thrown == null) {
                answer(caller, () -> made);
              } else {
                fail(caller, thrown);
              }
              return made;
            });
  }

  private <T> void answer(StreamObserver<T> caller, Supplier<T> answer) {
    T made;
    try {
      made = answer.get();
    } catch (RuntimeException e) {
      fail(caller, e);
      return;
    }
    caller.onNext(made);
    caller.onCompleted();
  }

  private void fail(StreamObserver<?> caller, Throwable thrown) {
    ErrorStatus fault = ErrorMapping.of(thrown);
    metrics.failed(fault);
    Metadata trailers = new Metadata();
    caller.onError(fault.status(trailers).asRuntimeException(trailers));
  }
}
