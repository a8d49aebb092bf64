package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.analyzer.AnalyzerServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl, with messages written by hand from the protocol's documents. */
class CurlTest {
  @TempDir private static Path folder;
  private static AnalyzerServer server;

  @BeforeAll
  static void start() {
    Command.assumeInstalled("curl");
    server = PetServer.start(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void metadata_isJson() {
    assertEquals(
        "{\"name\":\"pets\",\"versions\":[\"1\"],\"platform\":\"onnxruntime_onnx\","
            + "\"inputs\":[{\"name\":\"feature\",\"datatype\":\"FP32\",\"shape\":[-1,2]}],"
            + "\"outputs\":[{\"name\":\"probability\",\"datatype\":\"FP32\",\"shape\":[-1,2],"
            + "\"parameters\":{\"labels\":\"cat\\ndog\"}}]}",
        curl("/v2/models/pets"));
  }

  @Test
  void infer_json_isAnswered() {
    String answer =
        curl(
            "/v2/models/pets/infer",
            "--data",
            "{\"inputs\":[{\"name\":\"feature\",\"shape\":[1,2],\"datatype\":\"FP32\",\"data\":[0,1]}]}");

    assertTrue(
        answer.matches(".*\"shape\":\\[1,2],\"data\":\\[0\\.26894\\d*,0\\.73105\\d*]}]}"), answer);
  }

  @Test
  void infer_binaryOverHttp2_isAnsweredInBinary() throws IOException {
    byte[] json =
        """
        {"inputs":[{"name":"feature","shape":[1,2],"datatype":"FP32",
          "parameters":{"binary_data_size":8}}],
         "outputs":[{"name":"probability","parameters":{"binary_data":true}}]}"""
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    message.put(json).putFloat(0).putFloat(1);
    Path question = Files.write(folder.resolve("question"), message.array());
    Path answer = folder.resolve("answer");

    String length =
        curl(
            "/v2/models/pets/infer",
            "--http2-prior-knowledge",
            "--header",
            "Inference-Header-Content-Length: " + json.length,
            "--data-binary",
            "@" + question,
            "--output",
            answer.toString(),
            "--write-out",
            "%header{inference-header-content-length}");

    byte[] bytes = Files.readAllBytes(answer);
    assertEquals(bytes.length - 8, Integer.parseInt(length));
    float[] probabilities = new float[2];
    ByteBuffer.wrap(bytes, bytes.length - 8, 8)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(probabilities);
    assertArrayEquals(new float[] {0.26894143f, 0.7310586f}, probabilities, 1e-6f);
  }

  @Test
  void infer_unknownModelOrMalformed_isAStatusAndASentence() {
    assertEquals(
        "{\"error\":\"there is no model of that name here\"} 404",
        curl("/v2/models/cats", "--write-out", " %{http_code}"));
    assertEquals(
        "{\"error\":\"inputs must hold at least one tensor\"} 400",
        curl("/v2/models/pets/infer", "--data", "{\"inputs\":[]}", "--write-out", " %{http_code}"));
  }

  private static String curl(String path, String... options) {
    List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error"));
    command.addAll(Arrays.asList(options));
    command.add("http://127.0.0.1:" + server.port() + path);
    return Command.run(folder, command).ofSuccess();
  }
}
