package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.ByteStrings;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelInferRequest.InferInputTensor;
import inference.protocol.ModelInferResponse;
import inference.protocol.ModelMetadataRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend that somebody hands in, of strings of bytes, beside a model of numbers. */
class BackendTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 0};
  private static final String INFER = "/v2/models/captures/infer";

  private static AnalyzerServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Samples.repository(folder);
    server = server(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static AnalyzerServer server(Path folder) {
    write(folder);
    return AnalyzerServer.start(open(folder), Samples.options());
  }

  private static void write(Path folder) {
    ModelRepository.write(
        folder, "captures", "1", Samples.network(), Lengths.TERMS, Map.of("mood", "good"));
  }

  private static ModelRepository open(Path folder) {
    return ModelRepository.open(folder, List.of(Lengths.factory()));
  }

  @Test
  void write_anotherBackend_isTritonsLayout(@TempDir Path folder) throws IOException {
    write(folder);

    assertEquals(
        """
        name: "captures"
        version_policy {
          all {
          }
        }
        input {
          name: "capture"
          data_type: TYPE_STRING
          dims: 1
        }
        output {
          name: "rows"
          data_type: TYPE_FP32
          dims: 1
          dims: -1
          dims: 2
          label_filename: "labels.txt"
        }
        output {
          name: "echo"
          data_type: TYPE_STRING
          dims: 1
        }
        parameters {
          key: "mood"
          value {
            string_value: "good"
          }
        }
        backend: "lengths"
        """,
        Files.readString(folder.resolve("captures/config.pbtxt")));
    assertEquals("a\nb\n", Files.readString(folder.resolve("captures/labels.txt")));
  }

  @Test
  void metadata_overRestAndGrpc_saysBytesAndLabels() {
    assertEquals(
        "{\"name\":\"captures\",\"versions\":[\"1\"],\"platform\":\"lengths\","
            + "\"inputs\":[{\"name\":\"capture\",\"datatype\":\"BYTES\",\"shape\":[1]}],"
            + "\"outputs\":[{\"name\":\"rows\",\"datatype\":\"FP32\",\"shape\":[1,-1,2],"
            + "\"parameters\":{\"labels\":\"a\\nb\"}},"
            + "{\"name\":\"echo\",\"datatype\":\"BYTES\",\"shape\":[1]}]}",
        Http.of(server).get("/v2/models/captures").body());
    var model = grpc().modelMetadata(ModelMetadataRequest.newBuilder().setName("captures").build());
    assertEquals("BYTES", model.getInputs(0).getDatatype());
    assertEquals(List.of(1L, -1L, 2L), model.getOutputs(0).getShapeList());
  }

  @Test
  void infer_binary_isAnsweredToTheByte() {
    for (byte[] capture : List.of(JPEG, new byte[0])) {
      var input = new NamedTensor("capture", ByteStrings.of(capture));
      InferenceResponse response = ask(InferenceRequest.of(input, "rows").encode());
      assertEquals(Shape.of(1, capture.length, 2), response.output("rows").tensor().shape());

      InferenceResponse echo = ask(InferenceRequest.of(input, "echo").encode());
      assertEquals(List.of(ByteBuffer.wrap(capture)), echo.output("echo").bytes().elements());
    }
  }

  @Test
  void infer_json_isTextAndBase64WhereItIsNone() {
    assertTrue(
        post("[\"abc\"]", "").endsWith("\"shape\":[1],\"data\":[\"abc\"]}]}"),
        post("[\"abc\"]", ""));
    assertTrue(
        post("[\"/9gA\"]", ",\"parameters\":{\"content_type\":\"base64\"}")
            .endsWith(
                "\"shape\":[1],\"parameters\":{\"content_type\":\"base64\"},\"data\":[\"/9gA\"]}]}"));
    assertTrue(post("[\"\"]", "").contains("\"shape\":[1,0,2],\"data\":[]"));
  }

  @Test
  void infer_grpcTyped_isAnsweredTyped() {
    ModelInferRequest.Builder request = question();
    request.getInputsBuilder(0).getContentsBuilder().addBytesContents(ByteString.copyFrom(JPEG));

    ModelInferResponse response = grpc().modelInfer(request.build());

    assertEquals(List.of(1L, 3L, 2L), response.getOutputs(0).getShapeList());
    assertEquals(
        List.of(3f, 3f, 3f, 3f, 3f, 3f),
        response.getOutputs(0).getContents().getFp32ContentsList());
    assertEquals("BYTES", response.getOutputs(1).getDatatype());
    assertArrayEquals(JPEG, response.getOutputs(1).getContents().getBytesContents(0).toByteArray());
  }

  @Test
  void infer_grpcRaw_isAnsweredRaw() {
    ByteBuffer raw = ByteBuffer.allocate(7).order(ByteOrder.LITTLE_ENDIAN).putInt(3).put(JPEG);

    ModelInferResponse response =
        grpc().modelInfer(question().addRawInputContents(ByteString.copyFrom(raw.array())).build());

    assertEquals(6 * Float.BYTES, response.getRawOutputContents(0).size());
    assertArrayEquals(raw.array(), response.getRawOutputContents(1).toByteArray());
  }

  @Test
  void infer_grpcNothingFound_hasARowOfNone() {
    ModelInferRequest.Builder typed = question();
    typed.getInputsBuilder(0).getContentsBuilder().addBytesContents(ByteString.EMPTY);
    ModelInferRequest.Builder raw =
        question().addRawInputContents(ByteString.copyFrom(new byte[4]));

    for (ModelInferRequest.Builder request : List.of(typed, raw)) {
      ModelInferResponse response = grpc().modelInfer(request.build());
      assertEquals(List.of(1L, 0L, 2L), response.getOutputs(0).getShapeList());
      assertEquals(0, response.getOutputs(0).getContents().getFp32ContentsCount());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]          | inputs[0].datatype is FP32, and the model takes BYTES",
        "\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"a\",\"b\"] | inputs[0].shape must be [1], where -1 stands for any number, and is [2]",
        "\"shape\":[1,1],\"datatype\":\"BYTES\",\"data\":[\"a\"]   | inputs[0].shape must have 1 numbers, as [1], and has 2",
      })
  void infer_somethingElse_isRefusedInOneSentence(String tensor, String sentence) {
    HttpResponse<String> response =
        Http.of(server).post(INFER, "{\"inputs\":[{\"name\":\"capture\"," + tensor + "}]}");

    assertEquals(400, response.statusCode());
    assertEquals("{\"error\":\"" + sentence + "\"}", response.body());
  }

  @Test
  void infer_bytesWhereNumbersAreWanted_isRefused() {
    HttpResponse<String> response =
        Http.of(server)
            .post(
                "/v2/models/pets/infer",
                "{\"inputs\":[{\"name\":\"feature\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"a\"]}]}");

    assertEquals(400, response.statusCode());
    assertEquals(
        "{\"error\":\"inputs[0].datatype is BYTES, and the model takes FP32\"}", response.body());
  }

  @Test
  void infer_grpcBytesThatDoNotFit_areInvalidArguments() {
    ModelInferRequest.Builder two = question();
    two.getInputsBuilder(0)
        .getContentsBuilder()
        .addBytesContents(ByteString.EMPTY)
        .addBytesContents(ByteString.EMPTY);

    assertRefused("inputs[0].contents.bytes_contents has 2 strings, and its shape 1 needs 1", two);
    assertRefused(
        "raw_input_contents[0] ends before its element 0, and the shape 1 needs 1; give the length of each in 4 bytes, lowest first",
        question().addRawInputContents(ByteString.copyFrom(JPEG)));
  }

  @Test
  void infer_whatTheBackendRefuses_isA400AndItsSentence(@TempDir Path folder) throws IOException {
    write(folder);
    Files.writeString(
        folder.resolve("captures/config.pbtxt"),
        "backend: \"lengths\" parameters { key: \"mood\" value { string_value: \"bad\" } }");
    try (AnalyzerServer bad = AnalyzerServer.start(open(folder), Samples.options())) {
      HttpResponse<String> response =
          Http.of(bad)
              .post(
                  INFER,
                  "{\"inputs\":[{\"name\":\"capture\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"a\"]}]}");
      assertEquals(400, response.statusCode());
      assertEquals("{\"error\":\"\\\"capture\\\" cannot be read\"}", response.body());
      assertTrue(
          Http.of(bad).get("/metrics").body().contains("winnow_errors_total{status=\"400\"} 1"));
    }
  }

  @Test
  void metrics_countRequestsAndRuns(@TempDir Path folder) {
    var capture = new NamedTensor("capture", ByteStrings.of(JPEG));
    try (AnalyzerServer fresh = server(folder)) {
      Http.of(fresh).post(INFER, InferenceRequest.of(capture, "rows").encode());

      String metrics = Http.of(fresh).get("/metrics").body();

      for (String count :
          List.of("winnow_requests_total", "winnow_rows_total", "winnow_batch_rows_count")) {
        assertTrue(metrics.contains(count + "{model=\"captures\",version=\"1\"} 1"), () -> metrics);
      }
    }
  }

  /** The model of numbers beside it is answered as ever. */
  @Test
  void infer_numbersBesideIt_areAnswered() {
    var dog = new NamedTensor("feature", Tensor.of(Shape.of(1, 2), Samples.DOG));
    Message message = InferenceRequest.of(dog, "probability").encode();

    var response = Http.of(server).post("/v2/models/pets/infer", message);

    assertEquals(200, response.statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max_batch_size: 2 | takes a fixed number of rows, and config.pbtxt sets max_batch_size; set it to 0",
        "input { name: \"capture\" data_type: TYPE_FP32 dims: 1 } | has the input capture 1 of TYPE_STRING, and config.pbtxt says [1] of TYPE_FP32",
        "output { name: \"rows\" data_type: TYPE_FP32 dims: [1, 3, 2] } | has the output rows 1×?×2 of TYPE_FP32, and config.pbtxt says [1, 3, 2] of TYPE_FP32"
      })
  void load_configurationOfAnotherModel_isOneSentence(
      String config, String sentence, @TempDir Path folder) throws IOException {
    write(folder);
    Files.writeString(
        folder.resolve("captures/config.pbtxt"),
        "backend: \"lengths\" parameters { key: \"mood\" value { string_value: \"good\" } } "
            + config);

    assertEquals("captures/1/model.onnx " + sentence, Samples.reason(open(folder)));
  }

  @Test
  void open_unknownBackend_listsThoseThatAreKnown(@TempDir Path folder) throws IOException {
    write(folder);
    Files.writeString(folder.resolve("captures/config.pbtxt"), "backend: \"python\"");

    assertEquals(
        "captures/config.pbtxt asks for the platform \"\" and the backend \"python\"; served are the platform onnxruntime_onnx and the backends onnxruntime, lengths",
        Samples.reason(open(folder)));
  }

  private InferenceResponse ask(Message message) {
    HttpResponse<byte[]> response = Http.of(server).post(INFER, message);
    OptionalInt length =
        OptionalInt.of(
            (int) response.headers().firstValueAsLong(Message.JSON_LENGTH_HEADER).orElseThrow());
    return InferenceResponse.decode(ByteBuffer.wrap(response.body()), length);
  }

  private String post(String data, String more) {
    return Http.of(server)
        .post(
            INFER,
            "{\"inputs\":[{\"name\":\"capture\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":%s%s}]}"
                .formatted(data, more))
        .body();
  }

  private GRPCInferenceServiceBlockingStub grpc() {
    return GrpcClients.newClient(
        "gproto+http://127.0.0.1:" + server.port(), GRPCInferenceServiceBlockingStub.class);
  }

  private static ModelInferRequest.Builder question() {
    return ModelInferRequest.newBuilder()
        .setModelName("captures")
        .addInputs(
            InferInputTensor.newBuilder().setName("capture").setDatatype("BYTES").addShape(1));
  }

  private void assertRefused(String sentence, ModelInferRequest.Builder request) {
    var refusal =
        assertThrows(StatusRuntimeException.class, () -> grpc().modelInfer(request.build()));
    assertEquals(sentence, refusal.getStatus().getDescription());
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
  }
}
