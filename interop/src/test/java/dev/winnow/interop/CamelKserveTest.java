package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.AnalyzerServer;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelMetadataResponse;
import inference.GrpcPredictV2.ModelReadyResponse;
import inference.GrpcPredictV2.ServerLiveResponse;
import inference.GrpcPredictV2.ServerMetadataResponse;
import inference.GrpcPredictV2.ServerReadyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apache Camel's KServe component over gRPC, with the classes it was shipped with. */
class CamelKserveTest {
  private static AnalyzerServer server;
  private static CamelContext camel;
  private static ProducerTemplate client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = PetServer.start(folder);
    camel = new DefaultCamelContext();
    camel.start();
    client = camel.createProducerTemplate();
  }

  @AfterAll
  static void stop() {
    camel.stop();
    server.close();
  }

  @Test
  void server_isLiveReadyAndNamed() {
    assertTrue(ask("server/live", ServerLiveResponse.class).getLive());
    assertTrue(ask("server/ready", ServerReadyResponse.class).getReady());
    assertEquals("winnow", ask("server/metadata", ServerMetadataResponse.class).getName());
  }

  @Test
  void model_isReadyAndDescribed() {
    assertTrue(ask("model/ready", ModelReadyResponse.class).getReady());
    ModelMetadataResponse model = ask("model/metadata", ModelMetadataResponse.class);
    assertEquals("pets", model.getName());
    assertEquals(List.of("1"), model.getVersionsList());
    assertEquals("onnxruntime_onnx", model.getPlatform());
    assertEquals("feature", model.getInputs(0).getName());
    assertEquals("FP32", model.getInputs(0).getDatatype());
    assertEquals(List.of(-1L, 2L), model.getOutputs(0).getShapeList());
  }

  @Test
  void infer_typedContents_isAnswered() {
    ModelInferResponse response =
        assertInstanceOf(
            ModelInferResponse.class, client.requestBody(endpoint("infer", "pets"), question(2)));

    assertEquals("42", response.getId());
    assertEquals("probability", response.getOutputs(0).getName());
    assertEquals(List.of(1L, 2L), response.getOutputs(0).getShapeList());
    InferTensorContents contents = response.getOutputs(0).getContents();
    assertEquals(0.26894143f, contents.getFp32Contents(0), 1e-6f);
    assertEquals(0.7310586f, contents.getFp32Contents(1), 1e-6f);
  }

  @Test
  void infer_malformedOrUnknown_isTheStatusAndTheSentence() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "inputs[0].contents.fp32_contents has 2 numbers, and its shape 1×3 needs 3",
        endpoint("infer", "pets"),
        question(3));
    assertRefused(
        Status.Code.NOT_FOUND,
        "there is no model of that name here",
        endpoint("infer", "cats"),
        question(2));
  }

  private static void assertRefused(
      Status.Code code, String sentence, String endpoint, ModelInferRequest question) {
    var failure =
        assertThrows(CamelExecutionException.class, () -> client.requestBody(endpoint, question));
    var cause = assertInstanceOf(StatusRuntimeException.class, failure.getCause());
    assertEquals(code, cause.getStatus().getCode());
    assertEquals(sentence, cause.getStatus().getDescription());
  }

  private static <T> T ask(String api, Class<T> answer) {
    return client.requestBody(endpoint(api, "pets"), null, answer);
  }

  private static String endpoint(String api, String model) {
    return "kserve:%s?target=127.0.0.1:%d&modelName=%s&modelVersion=1"
        .formatted(api, server.port(), model);
  }

  private static ModelInferRequest question(long width) {
    return ModelInferRequest.newBuilder()
        .setId("42")
        .addInputs(
            ModelInferRequest.InferInputTensor.newBuilder()
                .setName("feature")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(width)
                .setContents(
                    InferTensorContents.newBuilder().addFp32Contents(0).addFp32Contents(1)))
        .build();
  }
}
