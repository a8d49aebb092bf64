package dev.winnow.app.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.Console;
import dev.winnow.core.ExtractorPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoDemoTest {
  private static final int SECONDS = 3;

  /** The whole way: OpenCV's cascade, FFmpeg, a server, a node, a recording. */
  @Test
  void show_filmThatIsDrawn_hidesEveryFaceAndTagsTheRest(@TempDir Path folder) throws IOException {
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), false);

    VideoDemo.show(console, folder, SECONDS, /* json= */ true);

    console.out().flush();
    JsonNode said = new ObjectMapper().readTree(out.toString());
    assertEquals(3 * SECONDS * DemoFilm.RATE, said.get("faces").asInt());
    assertEquals(0, said.get("bare").asInt());
    int answers = said.at("/edge/answers").asInt();
    assertTrue(answers > 0, out.toString());
    assertEquals(answers, said.at("/tags/ball").asInt());
    assertEquals(answers, said.at("/tags/kite").asInt());
    assertTrue(Files.exists(folder.resolve("masked.mp4")));
    assertEquals(
        "street", ExtractorPackage.read(folder.resolve("street.extractor")).manifest().name());
  }
}
