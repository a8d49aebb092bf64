package dev.winnow.app.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.app.Run;
import dev.winnow.build.device.DeviceProfile;
import dev.winnow.cli.ExitCode;
import dev.winnow.onnx.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code winnow profile} of the bundled network and of a package that is cut out of it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class ProfileRunTest {
  @TempDir Path folder;
  private Path network;

  @BeforeEach
  void unpack() throws IOException {
    network = folder.resolve("smile.onnx");
    try (InputStream in = Objects.requireNonNull(Run.class.getResourceAsStream("smile.onnx"))) {
      Files.copy(in, network);
    }
  }

  @Test
  void profile_networkAndPackage_areHeldBesideEachOther() {
    Run built =
        Run.of("build", "--model", network, "--cut", "pool3", "--name", "s", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());

    Run run = Run.of("profile", network, folder.resolve("s.extractor"), "--runs", 5);

    assertEquals(ExitCode.OK, run.code(), run.err());
    assertTrue(run.out().contains("machine    "), run.out());
    assertTrue(run.out().contains("loaded in "), run.out());
    assertTrue(run.out().contains("memory     "), run.out());
    assertTrue(run.out().contains("energy     "), run.out());
    assertTrue(run.out().contains("beside     " + network), run.out());
    assertTrue(run.out().lines().anyMatch(line -> line.startsWith("pool2 ")), run.out());
  }

  @Test
  void profile_json_namesEveryStretchUpToTheOutput() throws IOException {
    Run run = Run.of("profile", network, "--runs", 5, "--json");

    JsonNode profile = new ObjectMapper().readTree(run.out()).at("/networks").elements().next();
    assertTrue(profile.get("medianMs").asDouble() > 0, run.out());
    assertTrue(Math.abs(Files.size(network) - profile.get("bytes").asLong()) < 64, run.out());
    long macs = 0;
    for (JsonNode layer : profile.get("layers")) {
      macs += layer.get("macs").asLong();
    }
    assertEquals(Network.read(network).cost().macs(), macs);
  }

  /** The profile that is written prices a plan, here so that nothing is within the budget. */
  @Test
  void profile_out_isWhatAPlanTakes() {
    Path device = folder.resolve("device.json");
    Run run = Run.of("profile", network, "--runs", 5, "--out", device, "--name", "desk");
    assertEquals(ExitCode.OK, run.code(), run.err());

    DeviceProfile profile = DeviceProfile.read(device);

    assertEquals("desk", profile.name());
    assertTrue(profile.milliseconds(Network.read(network)) > 0, profile.toString());
  }

  @Test
  void profile_noAnswers_isAUsageError() {
    Run run = Run.of("profile", network, "--runs", 0);

    assertEquals(ExitCode.USAGE, run.code(), run.err());
  }
}
