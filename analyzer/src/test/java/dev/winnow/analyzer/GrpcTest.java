package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.InferParameter;
import inference.protocol.InferTensorContents;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelInferRequest.InferInputTensor;
import inference.protocol.ModelInferRequest.InferRequestedOutputTensor;
import inference.protocol.ModelInferResponse;
import inference.protocol.ModelMetadataRequest;
import inference.protocol.ModelMetadataResponse;
import inference.protocol.ModelReadyRequest;
import inference.protocol.ServerLiveRequest;
import inference.protocol.ServerMetadataRequest;
import inference.protocol.ServerReadyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc.HealthBlockingStub;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrpcTest {
  private static final float TOLERANCE = 1e-6f;

  private static AnalyzerServer server;
  private static GRPCInferenceServiceBlockingStub client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = Samples.server(folder);
    client = client(GRPCInferenceServiceBlockingStub.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static <T> T client(Class<T> stub) {
    return GrpcClients.newClient("gproto+http://127.0.0.1:" + server.port(), stub);
  }

  @Test
  void server_isLiveReadyAndSaysWhoItIs() {
    assertTrue(client.serverLive(ServerLiveRequest.getDefaultInstance()).getLive());
    assertTrue(client.serverReady(ServerReadyRequest.getDefaultInstance()).getReady());
    assertEquals(
        "winnow", client.serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName());
    assertEquals(
        ServingStatus.SERVING,
        client(HealthBlockingStub.class)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus());
  }

  @Test
  void health_byServiceName_isServingOrNotFound() {
    HealthBlockingStub health = client(HealthBlockingStub.class);

    assertEquals(
        ServingStatus.SERVING,
        health
            .check(
                HealthCheckRequest.newBuilder()
                    .setService("inference.GRPCInferenceService")
                    .build())
            .getStatus());
    assertEquals(
        Status.Code.NOT_FOUND,
        assertThrows(
                StatusRuntimeException.class,
                () -> health.check(HealthCheckRequest.newBuilder().setService("nope").build()))
            .getStatus()
            .getCode());
  }

  @Test
  void infer_thatContradictsItself_isAnInvalidArgumentWithASentence() {
    ModelInferRequest.Builder kinds = typed(Samples.DOG);
    kinds.getInputsBuilder(0).getContentsBuilder().addIntContents(3);
    ModelInferRequest twice =
        typed(Samples.DOG)
            .addOutputs(InferRequestedOutputTensor.newBuilder().setName("probability"))
            .addOutputs(InferRequestedOutputTensor.newBuilder().setName("probability"))
            .build();

    assertInvalid(
        "inputs[0].contents has elements of several types; give those of its datatype",
        kinds.build());
    assertInvalid("outputs[1].name is that of an output before it", twice);
  }

  private static void assertInvalid(String sentence, ModelInferRequest request) {
    var refusal = assertThrows(StatusRuntimeException.class, () -> client.modelInfer(request));
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
    assertEquals(sentence, refusal.getStatus().getDescription());
  }

  @Test
  void model_isReadyAndSaysWhatItTakes() {
    assertTrue(
        client.modelReady(ModelReadyRequest.newBuilder().setName("pets").build()).getReady());
    ModelMetadataResponse model =
        client.modelMetadata(
            ModelMetadataRequest.newBuilder().setName("pets").setVersion("1").build());

    assertEquals(List.of("1"), model.getVersionsList());
    assertEquals("onnxruntime_onnx", model.getPlatform());
    assertEquals(List.of(-1L, 2L), model.getInputs(0).getShapeList());
    assertEquals("FP32", model.getInputs(0).getDatatype());
    assertEquals("cat\ndog", model.getOutputs(0).getParametersOrThrow("labels").getStringParam());
  }

  @Test
  void infer_typedContents_isAnsweredTyped() {
    ModelInferResponse response =
        client.modelInfer(typed(Samples.DOG).setId("7").setModelVersion("1").build());

    assertEquals("7", response.getId());
    assertEquals("pets", response.getModelName());
    assertEquals("1", response.getModelVersion());
    assertEquals(0, response.getRawOutputContentsCount());
    assertEquals("probability", response.getOutputs(0).getName());
    assertEquals("FP32", response.getOutputs(0).getDatatype());
    assertEquals(List.of(1L, 2L), response.getOutputs(0).getShapeList());
    InferTensorContents contents = response.getOutputs(0).getContents();
    assertEquals(Samples.DOG_ANSWER[0], contents.getFp32Contents(0), TOLERANCE);
    assertEquals(Samples.DOG_ANSWER[1], contents.getFp32Contents(1), TOLERANCE);
  }

  @Test
  void infer_rawContents_isAnsweredRaw() {
    ModelInferResponse response = client.modelInfer(raw(Samples.DOG).build());

    assertEquals(false, response.getOutputs(0).hasContents());
    float[] answer = new float[2];
    response
        .getRawOutputContents(0)
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(answer);
    assertArrayEquals(Samples.DOG_ANSWER, answer, TOLERANCE);
  }

  @Test
  void infer_malformed_isInvalidArgumentAndNamesTheField() {
    assertRefused(
        "inputs[0].contents.fp32_contents has 3 numbers, and its shape 1×2 needs 2",
        typed(0, 1, 2));
    assertRefused(
        "raw_input_contents[0] has 12 bytes, and the shape 1×2 of inputs[0] needs 8", raw(0, 1, 2));
    assertRefused(
        "raw_input_contents has 2 parts, and there are 1 inputs; give one for each",
        raw(0, 1).addRawInputContents(ByteString.EMPTY));
    ModelInferRequest.Builder both = raw(0, 1);
    both.getInputsBuilder(0).getContentsBuilder().addFp32Contents(0);
    assertRefused("inputs[0].contents must be empty, for raw_input_contents is given", both);
    ModelInferRequest.Builder integers = typed(0, 1);
    integers.getInputsBuilder(0).setDatatype("INT32");
    assertRefused("inputs[0].datatype is INT32, and only FP32 and BYTES are taken", integers);
    ModelInferRequest.Builder negative = typed(0, 1);
    negative.getInputsBuilder(0).clearShape().addShape(-1).addShape(2);
    assertRefused("inputs[0].shape[0] must be a whole number from 0 to 536870911", negative);
    ModelInferRequest.Builder deep = typed(0, 1);
    IntStream.range(0, 20).forEach(i -> deep.getInputsBuilder(0).addShape(1));
    assertRefused("inputs[0].shape has 22 extents, and at most 16 are taken", deep);
    ModelInferRequest.Builder nameless = typed(0, 1);
    nameless.getInputsBuilder(0).clearName();
    assertRefused("inputs[0].name must have 1 to 256 characters", nameless);
    assertRefused("id must have 1 to 256 characters", typed(0, 1).setId("x".repeat(257)));
    assertRefused("inputs[1].name is given twice", typed(0, 1).addInputs(typed(0, 1).getInputs(0)));
    assertRefused("inputs lacks \"feature\", which the model needs", typed(0, 1).clearInputs());
    assertRefused(
        "inputs and outputs must have at most 64 tensors each",
        typed(0, 1).addAllInputs(Collections.nCopies(64, InferInputTensor.getDefaultInstance())));
    assertRefused(
        "outputs[0].parameters.classification is not offered; the labels are in the model's metadata",
        typed(0, 1)
            .addOutputs(
                InferRequestedOutputTensor.newBuilder()
                    .setName("probability")
                    .putParameters("classification", InferParameter.getDefaultInstance())));
  }

  @Test
  void unknownModel_isNotFound() {
    for (Runnable call :
        List.<Runnable>of(
            () -> client.modelInfer(typed(0, 1).setModelName("cats").build()),
            () -> client.modelReady(ModelReadyRequest.newBuilder().setName("cats").build()),
            () ->
                client.modelMetadata(ModelMetadataRequest.newBuilder().setName("cats").build()))) {
      var refusal = assertThrows(StatusRuntimeException.class, call::run);
      assertEquals(Status.Code.NOT_FOUND, refusal.getStatus().getCode());
      assertEquals("there is no model of that name here", refusal.getStatus().getDescription());
    }
  }

  private static ModelInferRequest.Builder typed(float... values) {
    ModelInferRequest.Builder request = request();
    for (float value : values) {
      request.getInputsBuilder(0).getContentsBuilder().addFp32Contents(value);
    }
    return request;
  }

  private static ModelInferRequest.Builder raw(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return request().addRawInputContents(ByteString.copyFrom(bytes));
  }

  private static ModelInferRequest.Builder request() {
    return ModelInferRequest.newBuilder()
        .setModelName("pets")
        .addInputs(
            InferInputTensor.newBuilder()
                .setName("feature")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(2));
  }

  private static void assertRefused(String sentence, ModelInferRequest.Builder request) {
    var refusal =
        assertThrows(StatusRuntimeException.class, () -> client.modelInfer(request.build()));
    assertEquals(sentence, refusal.getStatus().getDescription());
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
  }
}
