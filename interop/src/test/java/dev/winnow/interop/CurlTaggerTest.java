package dev.winnow.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.analyzer.AnalyzerServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** curl sends a JPEG, with messages written by hand from the protocol's documents. */
class CurlTaggerTest {
  @TempDir private static Path folder;
  private static AnalyzerServer server;
  private static byte[] jpeg = {};

  @BeforeAll
  static void start() throws IOException {
    Command.assumeInstalled("curl");
    server = ColourServer.start(folder.resolve("models"));
    jpeg = ColourServer.red(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** "A 4-byte unsigned integer giving the length followed by the actual bytes", little-endian. */
  @Test
  void infer_binaryData_isAnswered() throws IOException {
    byte[] json =
        """
        {"inputs":[{"name":"image","shape":[1],"datatype":"BYTES",
          "parameters":{"binary_data_size":%d}}]}"""
            .formatted(4 + jpeg.length)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer message =
        ByteBuffer.allocate(json.length + 4 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
    message.put(json).putInt(jpeg.length).put(jpeg);

    assertRed(curl(message.array(), "--header", "Inference-Header-Content-Length: " + json.length));
  }

  @Test
  void infer_base64InJson_isAnswered() throws IOException {
    String json =
        """
        {"inputs":[{"name":"image","shape":[1],"datatype":"BYTES",
          "parameters":{"content_type":"base64"},"data":["%s"]}]}"""
            .formatted(Base64.getEncoder().encodeToString(jpeg));

    assertRed(curl(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRed(String answer) throws IOException {
    JsonNode output = new ObjectMapper().readTree(answer).path("outputs").path(0);
    assertEquals("probabilities", output.path("name").textValue(), answer);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          ColourServer.RED[i],
          output.path("data").path(i).doubleValue(),
          ColourServer.COMPRESSION,
          answer);
    }
  }

  private static String curl(byte[] body, String... options) throws IOException {
    Path question = Files.write(folder.resolve("question"), body);
    List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("--data-binary", "@" + question));
    command.add("http://127.0.0.1:" + server.port() + "/v2/models/colour/infer");
    return Command.run(folder, command).ofSuccess();
  }
}
