package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir Path folder;

  @Test
  void importFolder_json_countsSamplesAndClasses() throws IOException {
    Path images = Colours.images(folder, 2);

    Run run =
        Run.of(
            "import",
            "folder",
            images,
            "--label",
            "colour",
            "--out",
            folder.resolve("set"),
            "--json");

    assertEquals(ExitCode.OK, run.code(), run.err());
    var json = new ObjectMapper().readTree(run.out());
    assertEquals(6, json.get("samples").asInt());
    assertEquals(3, json.at("/classes/colour").asInt());
  }

  @Test
  void importLfw_notLfw_fails() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    Run run = Run.of("import", "lfw", empty, "--out", folder.resolve("set"));

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("empty"), run.sentence());
  }

  @Test
  void import_noKind_isAUsageError() {
    assertEquals(ExitCode.USAGE, Run.of("import").code());
  }

  @Test
  void fetch_tarballThatIsNotThePinnedOne_isRefusedAndWritesNothing() throws IOException {
    Path tarball = Files.write(folder.resolve("x.tgz"), new byte[] {1, 2, 3});
    Path out = folder.resolve("x.onnx");

    Run run = Run.of("fetch", "face-gender", "--from", tarball, "--out", out);

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.sentence().contains("x.tgz"), run.sentence());
    assertTrue(Files.notExists(out));
  }
}
