package dev.winnow.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.wire.InferenceRequest;
import dev.winnow.wire.Message;
import dev.winnow.wire.NamedTensor;
import inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.protocol.ModelInferRequest;
import inference.protocol.ModelInferRequest.InferInputTensor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model with one thread, which is busy, and room for two more requests. */
@Timeout(60)
class OverloadTest {
  private static final String INFER = "/v2/models/held/infer";

  private final HeldBackend held = new HeldBackend();
  private AnalyzerServer server;
  private Http http;
  private CompletableFuture<HttpResponse<byte[]>> first;

  @BeforeEach
  void start(@TempDir Path folder) throws InterruptedException {
    ModelRepository.write(folder, "held", "1", Samples.network(), HeldBackend.TERMS, Map.of());
    server =
        AnalyzerServer.start(
            ModelRepository.open(folder, List.of(held)), Samples.options().withWaiting(2));
    http = Http.of(server);
    first = asked(Optional.empty());
    held.awaitRun();
  }

  @AfterEach
  void stop() {
    held.letGo();
    server.close();
  }

  @Test
  void infer_moreThanMayWait_is503WithATimeAndTheServerStaysReadable() {
    var second = asked(Optional.empty());
    var third = asked(Optional.empty());
    await(() -> waiting() == 2);

    HttpResponse<byte[]> refused = asked(Optional.empty()).join();
    assertEquals(503, refused.statusCode());
    assertEquals(Optional.of("1"), refused.headers().firstValue("retry-after"));
    var status = assertThrows(StatusRuntimeException.class, () -> grpc().modelInfer(call()));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getStatus().getCode());
    assertEquals(
        "1",
        status.getTrailers().get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER)));
    assertEquals(200, http.get("/v2/health/ready").statusCode());
    assertTrue(metric("nv_inference_request_failure", ",reason=\"REJECTED\"").equals("2"));

    held.letGo();
    for (var answer : List.of(first, second, third)) {
      assertEquals(200, answer.join().statusCode());
    }
    assertEquals(3, held.runs());
  }

  @Test
  void infer_whoseTimeRunsOutWhileItWaits_is504AndNotComputed() {
    HttpResponse<byte[]> late = asked(Optional.of(Duration.ofMillis(10))).join();

    assertEquals(504, late.statusCode());
    assertEquals(
        "{\"error\":\"the request's time ran out before it was answered\"}",
        new String(late.body(), StandardCharsets.UTF_8));
    assertNotComputed();
  }

  @Test
  void infer_whoseGrpcDeadlinePasses_isNotComputed() {
    var status =
        assertThrows(
            StatusRuntimeException.class,
            () -> grpc().withDeadlineAfter(50, TimeUnit.MILLISECONDS).modelInfer(call()));

    assertEquals(Status.Code.DEADLINE_EXCEEDED, status.getStatus().getCode());
    assertNotComputed();
  }

  @Test
  void infer_whoseClientHangsUp_isNotComputed() throws Exception {
    Message question = question(Optional.empty());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s: %d\r\n\r\n"
                  .formatted(
                      INFER,
                      question.length(),
                      Message.JSON_LENGTH_HEADER,
                      question.jsonLength().getAsInt())
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(question.toBytes());
      await(() -> waiting() == 1);
    }

    assertNotComputed();
  }

  @Test
  void metrics_ofWhatWasAnswered_areNamedAsTritonsAre() {
    held.letGo();
    assertEquals(200, first.join().statusCode());

    assertEquals("1", metric("nv_inference_request_success", ""));
    assertEquals("1", metric("nv_inference_count", ""));
    assertEquals("1", metric("nv_inference_exec_count", ""));
    assertEquals("0", metric("nv_inference_pending_request_count", ""));
    for (String time : List.of("request", "queue", "compute_infer")) {
      assertTrue(metric("nv_inference_" + time + "_duration_us", "").matches("[0-9.E]+"), time);
    }
    assertEquals("1", metric("winnow_queue_seconds_count", ""));
    assertEquals("1", metric("winnow_compute_seconds_count", ""));
  }

  private void assertNotComputed() {
    await(() -> waiting() == 0);
    held.letGo();
    assertEquals(200, first.join().statusCode());
    assertEquals(1, held.runs());
  }

  private int waiting() {
    return Integer.parseInt(metric("nv_inference_pending_request_count", ""));
  }

  /** The value of one line of the metrics, without the zeros behind the point. */
  private String metric(String name, String labels) {
    String start = name + "{model=\"held\"" + labels + ",version=\"1\"} ";
    return http.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()).replaceFirst("\\.0$", ""))
        .orElse("nothing");
  }

  private CompletableFuture<HttpResponse<byte[]>> asked(Optional<Duration> timeout) {
    return CompletableFuture.supplyAsync(
        () -> http.post(INFER, question(timeout)), work -> new Thread(work).start());
  }

  private static Message question(Optional<Duration> timeout) {
    var dog = new NamedTensor("feature", Tensor.of(Shape.of(1, 2), Samples.DOG));
    return new InferenceRequest(Optional.empty(), List.of(dog), List.of(), true, timeout).encode();
  }

  private static ModelInferRequest call() {
    return ModelInferRequest.newBuilder()
        .setModelName("held")
        .addInputs(
            InferInputTensor.newBuilder()
                .setName("feature")
                .setDatatype("FP32")
                .addShape(1)
                .addShape(2))
        .addRawInputContents(ByteString.copyFrom(new byte[8]))
        .build();
  }

  private GRPCInferenceServiceBlockingStub grpc() {
    return GrpcClients.newClient(
        "gproto+http://127.0.0.1:" + server.port(), GRPCInferenceServiceBlockingStub.class);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
