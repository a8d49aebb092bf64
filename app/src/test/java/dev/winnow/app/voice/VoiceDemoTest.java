package dev.winnow.app.voice;

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

class VoiceDemoTest {
  /** The whole way: a voice that nobody has, a node, a server, Sphinx4, attackers. */
  @Test
  void show_digitsThatNobodySpoke_areRecognisedAndTheirSpeakerToo(@TempDir Path folder)
      throws IOException {
    StringWriter out = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), false);

    VoiceDemo.show(console, folder, 1, /* json= */ true);

    console.out().flush();
    JsonNode said = new ObjectMapper().readTree(out.toString());
    assertEquals(10, said.get("said").asInt());
    assertTrue(said.get("right").asInt() >= 7, () -> said.get("right").toString());
    JsonNode audited = said.at("/audit/subjects/0");
    assertEquals("fail", audited.get("verdict").asText());
    assertTrue(Files.exists(folder.resolve("sent.wav")));
    assertTrue(Files.exists(folder.resolve("report.html")));
    assertEquals(
        "digits", ExtractorPackage.read(folder.resolve("digits.extractor")).manifest().name());
  }
}
