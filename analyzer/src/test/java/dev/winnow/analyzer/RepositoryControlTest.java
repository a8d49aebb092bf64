package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.RepositoryIndexRequest;
import inference.protocol.RepositoryModelLoadRequest;
import inference.protocol.RepositoryModelUnloadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that come, go and are broken while others are served. */
@Timeout(120)
class RepositoryControlTest {
  private static final String INFER = "/v2/models/pets/infer";
  private static final String INDEX = "/v2/repository/index";
  private static final String QUESTION =
      """
      {"inputs":[{"name":"feature","shape":[1,2],"datatype":"FP32","data":[0,1]}]}""";

  @TempDir private Path folder;

  @BeforeEach
  void write() {
    Samples.repository(folder);
  }

  private AnalyzerServer server(ModelControl control) {
    return AnalyzerServer.start(
        ModelRepository.open(folder), Samples.options().withControl(control));
  }

  @Test
  void start_besideAllThatIsBroken_servesTheOthersAndReportsThese() throws IOException {
    Files.createDirectories(folder.resolve("lost+found"));
    Files.createDirectories(folder.resolve("copied/1"));
    Files.createDirectories(folder.resolve("empty"));
    ModelRepository.write(folder, "damaged", "1", Samples.network(), Samples.NAMES);
    Path half = folder.resolve("damaged/1/model.onnx");
    byte[] whole = Files.readAllBytes(half);
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    Files.createDirectories(folder.resolve("theirs/1"));
    Files.writeString(folder.resolve("theirs/1/model.py"), "class TritonPythonModel: pass");
    Files.writeString(folder.resolve("theirs/config.pbtxt"), "backend: \"python\"");

    try (AnalyzerServer server = server(ModelControl.none())) {
      Http http = Http.of(server);

      assertEquals(200, http.post(INFER, QUESTION).statusCode());
      assertEquals(200, http.get("/v2/health/ready").statusCode());
      String index = http.post(INDEX, "").body();
      for (String name : List.of("lost+found", "copied", "empty", "damaged", "theirs")) {
        assertTrue(
            index.matches(
                ".*\\{\"name\":\"%s\",\"version\":\"1?\",\"state\":\"UNAVAILABLE\",\"reason\":\"[^}]+\"}.*"
                    .formatted(name.replace("+", "\\+"))),
            name + " in " + index);
      }
      assertFalse(index.contains(folder.toString()), index);
      assertEquals(
          "[{\"name\":\"pets\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}]",
          http.post(INDEX, "{\"ready\":true}").body());
    }
  }

  @Test
  void poll_versionsThatComeAndGo_dropNoRequest() throws Exception {
    try (AnalyzerServer server = server(ModelControl.poll(Duration.ofMillis(20)))) {
      Http http = Http.of(server);
      Set<Integer> statuses = ConcurrentHashMap.newKeySet();
      Set<String> versions = new HashSet<>();
      Thread client =
          new Thread(
              () -> {
                while (!statuses.contains(-1)) {
                  HttpResponse<String> response = http.post(INFER, QUESTION);
                  statuses.add(response.statusCode());
                  versions.add(response.body().replaceAll(".*model_version\":\"(\\d+).*", "$1"));
                }
              });
      client.start();

      ModelRepository.write(folder, "pets", "2", Samples.network(), Samples.NAMES);
      await(() -> http.get("/v2/models/pets").body().contains("\"versions\":[\"1\",\"2\"]"));
      Files.createDirectories(folder.resolve("pets/3"));
      Files.write(folder.resolve("pets/3/model.onnx"), new byte[] {8});
      await(() -> http.post(INDEX, "").body().contains("\"version\":\"3\",\"state\":\"UNAV"));
      assertTrue(http.post(INFER, QUESTION).body().contains("\"model_version\":\"2\""));
      Files.delete(folder.resolve("pets/1/model.onnx"));
      Files.delete(folder.resolve("pets/1"));
      await(() -> http.get("/v2/models/pets/versions/1").statusCode() == 404);

      statuses.add(-1);
      client.join();
      assertEquals(Set.of(200, -1), statuses);
      assertEquals(Set.of("1", "2"), versions);
    }
  }

  @Test
  void poll_latestThatIsBroken_leavesTheOneBefore() throws Exception {
    Files.writeString(
        folder.resolve("pets/config.pbtxt"), "version_policy { latest { num_versions: 1 } }");
    Files.createDirectories(folder.resolve("pets/2"));
    Files.write(folder.resolve("pets/2/model.onnx"), new byte[] {8});

    try (AnalyzerServer server = server(ModelControl.none())) {
      assertTrue(Http.of(server).get("/v2/models/pets").body().contains("\"versions\":[\"1\"]"));
    }
  }

  @Test
  void explicit_loadAndUnload_overRestAndGrpc() throws Exception {
    ModelRepository.write(folder, "birds", "1", Samples.network(), Samples.NAMES);
    try (AnalyzerServer server = server(ModelControl.explicit(List.of("birds")))) {
      Http http = Http.of(server);
      assertEquals(List.of("birds"), server.models());
      assertEquals(404, http.post(INFER, QUESTION).statusCode());

      assertEquals(200, http.post("/v2/repository/models/pets/load", "").statusCode());
      assertEquals(200, http.post(INFER, QUESTION).statusCode());

      GRPCInferenceServiceBlockingStub grpc =
          GrpcClients.newClient(
              "gproto+http://127.0.0.1:" + server.port(), GRPCInferenceServiceBlockingStub.class);
      grpc.repositoryModelUnload(
          RepositoryModelUnloadRequest.newBuilder().setModelName("pets").build());
      assertEquals(404, http.post(INFER, QUESTION).statusCode());
      assertEquals(
          List.of("birds"),
          grpc
              .repositoryIndex(RepositoryIndexRequest.newBuilder().setReady(true).build())
              .getModelsList()
              .stream()
              .map(model -> model.getName())
              .toList());

      Files.write(folder.resolve("pets/1/model.onnx"), new byte[] {8});
      var refusal =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  grpc.repositoryModelLoad(
                      RepositoryModelLoadRequest.newBuilder().setModelName("pets").build()));
      assertEquals(Status.Code.FAILED_PRECONDITION, refusal.getStatus().getCode());
      assertEquals(404, http.post("/v2/repository/models/cats/load", "").statusCode());
      assertEquals(404, http.post("/v2/repository/models/cats/unload", "").statusCode());
    }
  }

  @Test
  void none_loadOnRequest_isRefusedInOneSentence() {
    try (AnalyzerServer server = server(ModelControl.none())) {
      HttpResponse<String> refusal = Http.of(server).post("/v2/repository/models/pets/unload", "");

      assertEquals(409, refusal.statusCode());
      assertEquals(
          "{\"error\":\"this server loads no models on request; start it with --model-control explicit\"}",
          refusal.body());
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
