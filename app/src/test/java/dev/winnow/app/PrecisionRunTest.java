package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extractor of integers goes the whole way: built, audited, run on the edge, profiled. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class PrecisionRunTest {
  @TempDir Path folder;
  private Path portraits;
  private Path network;

  @BeforeEach
  void paint() throws IOException {
    portraits = PortraitShots.write(folder.resolve("portraits"), 20, 12);
    network = folder.resolve("smile.onnx");
    SmileNetwork.load().write(network);
  }

  private Run build(String precision) {
    return Run.of(
        "build",
        "--model",
        network,
        "--cut",
        "pool4",
        "--embedding",
        "reduced",
        "--epsilon",
        5,
        "--precision",
        precision,
        "--data",
        portraits,
        "--primary",
        "smile",
        "--threads",
        1,
        "--name",
        precision,
        "--out",
        folder.resolve("out"));
  }

  @Test
  void build_int8_isAuditedRunAndHeldBesideFloats() throws IOException {
    for (String precision : new String[] {"float32", "int8"}) {
      Run built = build(precision);
      assertEquals(ExitCode.OK, built.code(), built.err());
    }
    Path integers = folder.resolve("out/int8.extractor");
    long bytes = Files.size(integers);
    long before = Files.size(folder.resolve("out/float32.extractor"));
    assertTrue(bytes < 0.4 * before, bytes + " of " + before);

    Run audited =
        Run.of(
            "audit",
            integers,
            "--data",
            portraits,
            "--primary",
            "smile",
            "--effort",
            "quick",
            "--network",
            network,
            "--threads",
            1,
            "--out",
            folder.resolve("report"),
            "--json");
    JsonNode target = new ObjectMapper().readTree(audited.out()).path("subjects").path(0);
    assertTrue(target.path("leakage").doubleValue() < 0.3, audited.out() + audited.err());
    assertTrue(target.path("accuracy").path("balanced").doubleValue() > 0.85, audited.out());

    try (Serving serving = Serving.start(folder.resolve("out/analyzer"))) {
      Run run =
          Run.of(
              "edge",
              integers,
              "--uncertified",
              "--source",
              "set:" + portraits,
              "--analyzer",
              serving.address(),
              "--secret",
              folder.resolve("noise.key"));
      assertEquals(ExitCode.OK, run.code(), run.err());
      assertEquals(20 * 12, run.out().lines().count());
    }

    Run profiled =
        Run.of("profile", folder.resolve("out/float32.extractor"), integers, "--runs", 5);
    assertTrue(profiled.out().contains(" times its bytes"), profiled.out() + profiled.err());
  }

  @Test
  void build_int8WithoutData_isAUsageError() {
    Run run =
        Run.of(
            "build",
            "--model",
            network,
            "--cut",
            "pool4",
            "--precision",
            "int8",
            "--name",
            "s",
            "--out",
            folder);

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("--precision int8 is calibrated on captures"), run.err());
  }
}
