package dev.winnow.analyzer;

import dev.winnow.analyzer.http.ErrorStatus;
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
import inference.protocol.ServerLiveRequest;
import inference.protocol.ServerLiveResponse;
import inference.protocol.ServerMetadataRequest;
import inference.protocol.ServerMetadataResponse;
import inference.protocol.ServerReadyRequest;
import inference.protocol.ServerReadyResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The protocol's gRPC side, whatever the HTTP library under it. */
final class GrpcApi extends GRPCInferenceServiceImplBase {
  private final ServerMetadata server;
  private final ModelRegistry models;
  private final Metrics metrics;
  private final BooleanSupplier stopping;

  /**
   * @param stopping whether the server will soon be gone, so that nobody should send it more
   */
  GrpcApi(ServerMetadata server, ModelRegistry models, Metrics metrics, BooleanSupplier stopping) {
    this.server = server;
    this.models = models;
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
          find(request.getName(), request.getVersion());
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
          ModelMetadata model = find(request.getName(), request.getVersion()).metadata();
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
    CompletableFuture<ModelInferResponse> response;
    try {
      ServedModel model = find(request.getModelName(), request.getModelVersion());
      InferenceRequest decoded = GrpcCodec.decode(request);
      response = model.answer(decoded).thenApply(made -> GrpcCodec.encode(made, decoded));
    } catch (RuntimeException e) {
      response = CompletableFuture.failedFuture(e);
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

  private ServedModel find(String name, String version) {
    return models.find(name, version.isEmpty() ? Optional.empty() : Optional.of(version));
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
    fault
        .headers()
        .forEach(
            (name, value) ->
                trailers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    caller.onError(
        Status.fromCode(fault.grpc())
            .withDescription(fault.sentence())
            .asRuntimeException(trailers));
  }
}
