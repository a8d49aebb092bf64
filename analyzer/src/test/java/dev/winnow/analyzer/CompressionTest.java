package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.winnow.wire.Limits;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.ModelInferRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes packed, over REST and gRPC. */
@Timeout(120)
class CompressionTest {
  private static final String INFER = "/v2/models/pets/infer";
  private static final String CALL = "/inference.GRPCInferenceService/ModelInfer";
  private static final byte[] QUESTION =
      """
      {"inputs":[{"name":"feature","shape":[1,2],"datatype":"FP32","data":[0,1]}]}"""
          .getBytes(StandardCharsets.UTF_8);

  private static AnalyzerServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = Samples.server(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "GZIP", "identity"})
  void rest_packedAsUnderstood_isAnsweredAsEver(String encoding) throws IOException {
    HttpResponse<String> response = post(encoding, packed(encoding, QUESTION));

    assertEquals(200, response.statusCode());
    assertEquals(
        Http.of(server).post(INFER, new String(QUESTION, StandardCharsets.UTF_8)).body(),
        response.body());
  }

  @Test
  void rest_packedOtherwise_is415WithWhatIsUnderstood() {
    HttpResponse<String> response = post("br", QUESTION);

    assertEquals(415, response.statusCode());
    assertEquals(Optional.of("gzip,deflate"), response.headers().firstValue("accept-encoding"));
    assertEquals(
        "{\"error\":\"the encoding \\\"br\\\" is not understood; send gzip, deflate or none\"}",
        response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void rest_damaged_is400(String encoding) throws IOException {
    byte[] packed = packed(encoding, QUESTION);

    HttpResponse<String> cut = post(encoding, Arrays.copyOf(packed, packed.length / 2));

    assertEquals(400, cut.statusCode());
    assertEquals(
        "{\"error\":\"the message is not packed as %s, though its headers say so\"}"
            .formatted(encoding),
        cut.body());
    assertEquals(400, post(encoding, QUESTION).statusCode());
  }

  @Test
  void rest_bomb_is413() throws IOException {
    HttpResponse<String> bomb = post("gzip", packed("gzip", new byte[60 << 20]));

    assertEquals(413, bomb.statusCode());
    assertEquals(
        "{\"error\":\"the message unpacks to more than 100 times its size; send it unpacked\"}",
        bomb.body());
  }

  @Test
  void rest_moreThanAMessageMayHold_is413() throws IOException {
    byte[] large = new byte[Limits.BODY_BYTES + 1];
    Random random = new Random(1);
    for (int i = 0; i < large.length; i += 16) {
      large[i] = (byte) random.nextInt();
    }

    HttpResponse<String> response = post("gzip", packed("gzip", large));

    assertEquals(413, response.statusCode());
    assertTrue(response.body().contains("larger than 67108864 bytes"), response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void grpc_packedAsUnderstood_isUnpacked(String encoding) throws IOException {
    // No model is asked for, which is found out when the message is read.
    HttpResponse<String> response = call(encoding, frame(1, packed(encoding, message())));

    assertEquals(Optional.of("5"), trailer(response, "grpc-status"));
    assertEquals(
        Optional.of("there is no model of that name here"), trailer(response, "grpc-message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "br   | 12 | the encoding \"br\" is not understood; send gzip, deflate or none",
        "gzip | 3  | the message is not packed as gzip, though its headers say so",
      })
  void grpc_packedOtherwise_isASentence(String encoding, String status, String sentence) {
    HttpResponse<String> response = call(encoding, frame(1, message()));

    assertEquals(Optional.of(status), trailer(response, "grpc-status"));
    assertEquals(Optional.of(sentence), trailer(response, "grpc-message"));
  }

  @Test
  void grpc_bombs_areRefusedAndTheNextIsServed() throws IOException {
    byte[] bomb = frame(1, packed("gzip", new byte[60 << 20]));
    for (int i = 0; i < 32; i++) {
      HttpResponse<String> response = call("gzip", bomb);

      assertEquals(Optional.of("8"), trailer(response, "grpc-status"));
      assertEquals(
          Optional.of("the message unpacks to more than 100 times its size; send it unpacked"),
          trailer(response, "grpc-message"));
    }
    assertEquals(200, Http.of(server).get("/v2/health/ready").statusCode());
  }

  @Test
  void grpc_moreThanAMessageMayHold_isExhaustedWithASentence() {
    GRPCInferenceServiceBlockingStub client =
        GrpcClients.newClient(
            "gproto+http://127.0.0.1:" + server.port(), GRPCInferenceServiceBlockingStub.class);
    ModelInferRequest large =
        ModelInferRequest.newBuilder()
            .addRawInputContents(ByteString.copyFrom(new byte[Limits.BODY_BYTES + 1]))
            .build();

    var refusal = assertThrows(StatusRuntimeException.class, () -> client.modelInfer(large));

    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode());
    assertEquals(
        "the message is larger than 67108864 bytes; send fewer rows at once",
        refusal.getStatus().getDescription());
  }

  private static HttpResponse<String> post(String encoding, byte[] body) {
    Http http = Http.of(server);
    return http.send(
        http.request(INFER)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static HttpResponse<String> call(String encoding, byte[] body) {
    Http http = new Http(server.port(), Version.HTTP_2);
    return http.send(
        http.request(CALL)
            .header("Content-Type", "application/grpc")
            .header("TE", "trailers")
            .header("grpc-encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static Optional<String> trailer(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name);
  }

  private static byte[] frame(int flag, byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) flag)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /** A request for a model of the name "x". */
  private static byte[] message() {
    return new byte[] {10, 1, 'x'};
  }

  private static byte[] packed(String encoding, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding) {
          case "gzip", "GZIP" -> new GZIPOutputStream(packed);
          case "deflate" -> new DeflaterOutputStream(packed);
          default -> packed;
        }) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
