package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.InferenceRequest.RequestedOutput;
import dev.winnow.wire.InferenceResponse;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
  /** Softmax in single precision, whoever computes it. */
  private static final float TOLERANCE = 1e-6f;

  private static AnalyzerServer server;
  private static Http http;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = Samples.server(folder);
    http = Http.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v2              | {\"name\":\"winnow\",\"version\":\"0\",\"extensions\":[\"binary_tensor_data\",\"model_repository\"]}",
        "/v2/             | {\"name\":\"winnow\",\"version\":\"0\",\"extensions\":[\"binary_tensor_data\",\"model_repository\"]}",
        "/v2/health/live  | {\"live\":true}",
        "/v2/health/ready | {\"ready\":true}",
        "/v2/models/pets/ready            | {\"name\":\"pets\",\"ready\":true}",
        "/v2/models/pets/versions/1/ready | {\"name\":\"pets\",\"ready\":true}",
        "/v2/models/pets  | {\"name\":\"pets\",\"versions\":[\"1\"],\"platform\":\"onnxruntime_onnx\",\"inputs\":[{\"name\":\"feature\",\"datatype\":\"FP32\",\"shape\":[-1,2]}],\"outputs\":[{\"name\":\"probability\",\"datatype\":\"FP32\",\"shape\":[-1,2],\"parameters\":{\"labels\":\"cat\\ndog\"}}]}",
      })
  void get_everyPathOfTheProtocol_isAnswered(String path, String json) {
    HttpResponse<String> response = http.get(path);

    assertEquals(200, response.statusCode());
    assertEquals(json, response.body());
    assertEquals(Optional.of("application/json"), response.headers().firstValue("content-type"));
  }

  @Test
  void infer_json_isAnsweredInJson() {
    HttpResponse<String> response =
        http.post(
            "/v2/models/pets/infer",
            """
            {"id":"7","inputs":[{"name":"feature","shape":[2,2],"datatype":"FP32",
            "data":[[0,1],[1,0]]}]}""");

    assertEquals(200, response.statusCode());
    InferenceResponse answer =
        InferenceResponse.decode(
            ByteBuffer.wrap(response.body().getBytes(StandardCharsets.UTF_8)), OptionalInt.empty());
    assertEquals(Optional.of("7"), answer.id());
    assertEquals(Optional.of("pets"), answer.model());
    assertEquals(Optional.of("1"), answer.version());
    assertArrayEquals(
        new float[] {
          Samples.DOG_ANSWER[0], Samples.DOG_ANSWER[1], Samples.DOG_ANSWER[1], Samples.DOG_ANSWER[0]
        },
        answer.output("probability").tensor().toArray(),
        TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void infer_binaryOverEitherHttp_isAnsweredInBinary(Version version) {
    Message message = InferenceRequest.of(dog(), "probability").encode();

    HttpResponse<byte[]> response =
        new Http(server.port(), version).post("/v2/models/pets/versions/1/infer", message);

    assertEquals(200, response.statusCode());
    assertEquals(version, response.version());
    assertEquals(
        Optional.of("application/octet-stream"), response.headers().firstValue("content-type"));
    InferenceResponse answer =
        InferenceResponse.decode(ByteBuffer.wrap(response.body()), jsonLength(response));
    assertArrayEquals(
        Samples.DOG_ANSWER, answer.output("probability").tensor().toArray(), TOLERANCE);
  }

  @Test
  void infer_binaryInAndJsonOut_isAsAsked() {
    var request =
        new InferenceRequest(
            Optional.empty(),
            List.of(dog()),
            List.of(new RequestedOutput("probability", false)),
            false);

    HttpResponse<byte[]> response = http.post("/v2/models/pets/infer", request.encode());

    assertEquals(OptionalInt.empty(), jsonLength(response));
    InferenceResponse answer =
        InferenceResponse.decode(ByteBuffer.wrap(response.body()), OptionalInt.empty());
    assertArrayEquals(
        Samples.DOG_ANSWER, answer.output("probability").tensor().toArray(), TOLERANCE);
  }

  @Test
  void infer_notANumber_isAnsweredInKind() {
    HttpResponse<String> response =
        http.post(
            "/v2/models/pets/infer",
            """
            {"inputs":[{"name":"feature","shape":[2,2],"datatype":"FP32",
            "data":["NaN",1,0,0]}]}""");

    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("\"data\":[\"NaN\",\"NaN\",0.5,0.5]"), response.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v2/models/cats            | there is no model of that name here",
        "/v2/models/cats/infer      | there is no model of that name here",
        "/v2/models/%20/ready       | there is no model of that name here",
        "/v2/models/pets/versions/2 | the model \"pets\" has no such version; see /v2/models/pets",
        "/v2/models/pets/versions/x/ready | the model \"pets\" has no such version; see /v2/models/pets",
        "/v2/models                 | there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]",
        "/v2/models/pets/explain    | there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]",
        "/v1                        | there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]",
        "/                          | there is nothing at this path; see /v2 and /v2/models/NAME[/versions/VERSION][/infer]",
      })
  void get_unknown_is404(String path, String sentence) {
    assertRefused(404, sentence, http.get(path));
  }

  @Test
  void wrongMethod_is405() {
    assertRefused(405, "this path takes POST only", http.get("/v2/models/pets/infer"));
    assertRefused(405, "this path takes GET only", http.post("/v2/health/live", "{}"));
    assertEquals(
        Optional.of("POST"), http.get("/v2/models/pets/infer").headers().firstValue("allow"));
    assertEquals(Optional.of("GET, HEAD"), http.post("/v2", "{}").headers().firstValue("allow"));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void head_isGetWithoutItsBody(Version version) {
    Http client = new Http(server.port(), version);

    var head = client.send(client.request("/v2").method("HEAD", BodyPublishers.noBody()).build());

    HttpResponse<String> get = client.get("/v2");
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(
        get.headers().firstValue("content-length"), head.headers().firstValue("content-length"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0,1] | inputs[0].name is \"x\", and the model takes only [feature]",
        "\"name\":\"feature\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[0,1] | inputs[0].shape must have 2 numbers, as [-1, 2], and has 1",
        "\"name\":\"feature\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[0,1,2] | inputs[0].shape must be [-1, 2], where -1 stands for any number, and is [1, 3]",
        "\"name\":\"feature\",\"shape\":[0,2],\"datatype\":\"FP32\",\"data\":[] | inputs[0].shape has no rows; send at least one",
        "\"name\":\"feature\",\"shape\":[1,2],\"datatype\":\"FP64\",\"data\":[0,1] | inputs[0].datatype is FP64, and only FP32 and BYTES are taken",
        "\"name\":\"feature\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0] | inputs[0].data has 1 numbers, and its shape 1×2 needs 2",
      })
  void infer_wrongTensor_namesTheField(String tensor, String sentence) {
    assertRefused(
        400, sentence, http.post("/v2/models/pets/infer", "{\"inputs\":[{" + tensor + "}]}"));
  }

  @Test
  void infer_otherComplaints_nameTheField() {
    String feature = "{\"name\":\"feature\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0,1]}";
    assertRefused(
        400,
        "inputs[1].name is \"more\", and the model takes only [feature]",
        http.post(
            "/v2/models/pets/infer",
            "{\"inputs\":[" + feature + "," + feature.replace("feature", "more") + "]}"));
    assertRefused(
        400,
        "outputs[0].name is \"logits\", and the model answers only [probability]",
        http.post(
            "/v2/models/pets/infer",
            "{\"inputs\":[" + feature + "],\"outputs\":[{\"name\":\"logits\"}]}"));
    assertRefused(
        400,
        "inputs[0].shape has 65 rows, and the model takes at most 64 at once; send fewer",
        http.post(
            "/v2/models/pets/infer",
            "{\"inputs\":[{\"name\":\"feature\",\"shape\":[65,2],\"datatype\":\"FP32\",\"data\":["
                + "0,".repeat(129)
                + "0]}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "99999999999999999999", "1e3", "0x10"})
  void infer_jsonLengthThatIsNone_namesTheHeader(String length) {
    HttpResponse<String> response =
        http.send(
            http.request("/v2/models/pets/infer")
                .header(Message.JSON_LENGTH_HEADER, length)
                .POST(BodyPublishers.ofString("{}"))
                .build());

    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("Inference-Header-Content-Length"), response.body());
  }

  @Test
  void metrics_countRequestsAndRows() {
    http.post("/v2/models/pets/infer", InferenceRequest.of(dog(), "probability").encode());
    http.get("/v2/models/cats");

    String metrics = http.get("/metrics").body();

    for (String line :
        List.of(
            "winnow_requests_total\\{model=\"pets\",version=\"1\"} [1-9].*",
            "winnow_rows_total\\{model=\"pets\",version=\"1\"} [1-9].*",
            "winnow_request_seconds_count\\{model=\"pets\",version=\"1\"} [1-9].*",
            "winnow_batch_rows_bucket\\{model=\"pets\",version=\"1\",le=\"1.0\"} [1-9].*",
            "winnow_errors_total\\{status=\"404\"} [1-9].*")) {
      assertTrue(metrics.lines().anyMatch(l -> l.matches(line)), line + "\n" + metrics);
    }
  }

  private static NamedTensor dog() {
    return new NamedTensor("feature", Tensor.of(Shape.of(1, 2), Samples.DOG));
  }

  private static OptionalInt jsonLength(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue(Message.JSON_LENGTH_HEADER)
        .map(length -> OptionalInt.of(Integer.parseInt(length)))
        .orElse(OptionalInt.empty());
  }

  private static void assertRefused(int status, String sentence, HttpResponse<String> response) {
    assertEquals("{\"error\":\"" + sentence.replace("\"", "\\\"") + "\"}", response.body());
    assertEquals(status, response.statusCode());
    assertEquals(Optional.of("application/json"), response.headers().firstValue("content-type"));
  }
}
