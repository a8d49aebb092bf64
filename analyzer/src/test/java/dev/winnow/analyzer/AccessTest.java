package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.winnow.analyzer.access.Doors;
import dev.winnow.core.WinnowException;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelReadyRequest;
import inference.protocol.ServerLiveRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers only clients that it knows, here by their tokens. */
@Timeout(60)
class AccessTest {
  private static final String INFER = "/v2/models/pets/infer";
  private static final String QUESTION =
      """
      {"inputs":[{"name":"feature","shape":[1,2],"datatype":"FP32","data":[0,1]}]}""";

  @TempDir private static Path folder;
  private static Path clients;
  private static AnalyzerServer server;

  @BeforeAll
  static void start() throws Exception {
    clients = folder.resolve("clients.json");
    Files.writeString(
        clients,
        """
        {"clients": [
          {"name": "home", "token-sha256": "%s", "models": ["pets"]},
          {"name": "other", "token-sha256": "%s", "models": ["birds"]},
          {"name": "operator", "token-sha256": "%s", "admin": true},
          {"name": "hasty", "token-sha256": "%s", "requests-per-second": 1}]}
        """
            .formatted(digest("t1"), digest("t2"), digest("t3"), digest("t4")));
    Samples.repository(folder.resolve("models"));
    server = server(clients);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static AnalyzerServer server(Path clients) {
    Doors doors = new Doors(Optional.empty(), Optional.of(clients), Optional.empty(), false);
    return AnalyzerServer.start(
        ModelRepository.open(folder.resolve("models")), Samples.options().withDoors(doors));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /v2/health/ready,      '', 200",
    "GET,  /v2/health/live,       '', 200",
    "GET,  /v2,                   '', 401",
    "GET,  /metrics,              '', 401",
    "POST, /v2/models/pets/infer, '', 401",
    "POST, /v2/models/pets/infer, t9, 401",
    "POST, /v2/models/pets/infer, t1, 200",
    "GET,  /metrics,              t1, 200",
    "POST, /v2/models/pets/infer, t2, 403",
    "GET,  /v2/models/pets,       t2, 403",
    "GET,  /v2/models/none,       t2, 403",
    "POST, /v2/models/pets/infer, t3, 200",
    "POST, /v2/repository/index,  t1, 403",
    "POST, /v2/repository/index,  t3, 200",
  })
  void request_ofAClient_isAnsweredAsFarAsItMay(
      String method, String path, String token, int status) {
    assertEquals(status, ask(method, path, token).statusCode());
  }

  @Test
  void refusals_areSentences() {
    HttpResponse<String> unknown = ask("POST", INFER, "");
    assertEquals(Optional.of("Bearer"), unknown.headers().firstValue("www-authenticate"));
    assertEquals(
        "{\"error\":\"this server answers only clients that it knows; send a token or show a certificate\"}",
        unknown.body());
    assertEquals(
        "{\"error\":\"the client \\\"other\\\" may not do this; ask whoever runs the server\"}",
        ask("POST", INFER, "t2").body());
  }

  @Test
  void request_moreOftenThanAllowed_is429WithATime() {
    HttpResponse<String> last = ask("GET", "/v2", "t4");
    for (int i = 0; i < 50 && last.statusCode() == 200; i++) {
      last = ask("GET", "/v2", "t4");
    }

    assertEquals(429, last.statusCode());
    assertEquals(Optional.of("1"), last.headers().firstValue("retry-after"));
    assertEquals(200, ask("GET", "/v2", "t1").statusCode());
  }

  @Test
  void grpc_ofAClient_isAnsweredAsFarAsItMay() {
    assertTrue(grpc("").serverLive(ServerLiveRequest.getDefaultInstance()).getLive());
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        assertThrows(StatusRuntimeException.class, () -> isReady("")).getStatus().getCode());
    assertTrue(isReady("t1"));
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        assertThrows(StatusRuntimeException.class, () -> isReady("t2")).getStatus().getCode());
    ModelInferRequest call = ModelInferRequest.newBuilder().setModelName("pets").build();
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        assertThrows(StatusRuntimeException.class, () -> grpc("t2").modelInfer(call))
            .getStatus()
            .getCode());
  }

  @Test
  void token_takenOutOfTheFile_isRefusedFromThenOn() throws Exception {
    Path copy = Files.copy(clients, folder.resolve("copy.json"));
    try (AnalyzerServer other = server(copy)) {
      assertEquals(200, ask(other, "POST", INFER, "t1").statusCode());

      Files.writeString(copy, "{ damaged");
      Files.setLastModifiedTime(copy, FileTime.fromMillis(1_000));
      assertEquals(200, ask(other, "POST", INFER, "t1").statusCode());

      Files.writeString(copy, "{\"clients\": []}");
      Files.setLastModifiedTime(copy, FileTime.fromMillis(2_000));
      while (ask(other, "POST", INFER, "t1").statusCode() != 401) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void start_openToOthersWithoutAGuard_isOneSentence() {
    ModelRepository models = ModelRepository.open(folder.resolve("models"));
    ServerOptions open = Samples.options().withHost("0.0.0.0");

    assertEquals(
        "other machines reach every address: give --tls-cert and --tls-key with --clients or"
            + " --client-ca, or say --insecure",
        assertThrows(WinnowException.class, () -> AnalyzerServer.start(models, open)).getMessage());
    AnalyzerServer.start(models, open.withDoors(Doors.none().withInsecure())).close();
  }

  @Test
  void start_unknownAddress_isOneSentence() {
    ModelRepository models = ModelRepository.open(folder.resolve("models"));
    ServerOptions nowhere = Samples.options().withHost("no.such.host.invalid");

    assertEquals(
        "\"no.such.host.invalid\" is no address of this machine; choose another with --host",
        assertThrows(PortUnavailableException.class, () -> AnalyzerServer.start(models, nowhere))
            .getMessage());
  }

  private boolean isReady(String token) {
    return grpc(token)
        .modelReady(ModelReadyRequest.newBuilder().setName("pets").build())
        .getReady();
  }

  private GRPCInferenceServiceBlockingStub grpc(String token) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + server.port())
        .setHeader("authorization", "Bearer " + token)
        .build(GRPCInferenceServiceBlockingStub.class);
  }

  private static HttpResponse<String> ask(String method, String path, String token) {
    return ask(server, method, path, token);
  }

  private static HttpResponse<String> ask(
      AnalyzerServer server, String method, String path, String token) {
    Http http = Http.of(server);
    var body =
        method.equals("GET")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(path.endsWith("infer") ? QUESTION : "");
    var request = http.request(path).method(method, body);
    return http.send(
        (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build());
  }

  private static String digest(String token) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
  }
}
