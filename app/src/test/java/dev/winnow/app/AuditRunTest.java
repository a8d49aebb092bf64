package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keygen, audit and verify, as a provider and a client would use them. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class AuditRunTest {
  @TempDir private static Path folder;
  private static Path portraits;
  private static Path extractor;
  private static Run audited;

  @BeforeAll
  static void audit() throws IOException {
    portraits = PortraitShots.write(folder.resolve("portraits"), 20, 12);
    Path network = folder.resolve("smile.onnx");
    SmileNetwork.load().write(network);
    Run built =
        Run.of(
            "build",
            "--model",
            network,
            "--cut",
            SmileNetwork.CUT,
            "--name",
            "smile",
            "--out",
            folder);
    assertEquals(ExitCode.OK, built.code(), built.err());
    extractor = folder.resolve("smile.extractor");
    Run keys = Run.of("keygen", "--out", folder.resolve("auditor"));
    assertEquals(ExitCode.OK, keys.code(), keys.err());
    Path policy =
        Files.writeString(
            folder.resolve("lax.yaml"),
            """
            name: lax
            version: 1
            about: Lets a cut network pass, for a test.
            effort: quick
            judge: value
            valid-days: 1
            require:
              - identity.leakage <= 1.5
              - accuracy.loss <= 1
            """);
    audited =
        Run.of(
            "audit",
            extractor,
            "--data",
            portraits,
            "--primary",
            "smile",
            "--effort",
            "quick",
            "--policy",
            policy,
            "--network",
            network,
            "--key",
            folder.resolve("auditor.key"),
            "--threads",
            "1",
            "--out",
            folder.resolve("report"),
            "--json");
  }

  @Test
  void audit_laxPolicy_passesAndSaysWhatACutNetworkLeaks() throws IOException {
    assertEquals(ExitCode.OK, audited.code(), audited.err());
    JsonNode target = new ObjectMapper().readTree(audited.out()).path("subjects").path(0);

    assertEquals("pass", target.path("verdict").textValue());
    assertTrue(target.path("leakage").doubleValue() > 0.7, audited.out());
    assertEquals("analyzer", target.path("accuracy").path("by").textValue());
    assertTrue(Files.readString(folder.resolve("report/report.html")).contains("smile"));
    assertTrue(Files.exists(folder.resolve("report/audit.json")));
    assertFalse(Files.exists(folder.resolve("report/audit.part.json")));
  }

  @Test
  void verify_certifiedPackage_holdsOnCapturesOfTheClient() throws IOException {
    Run run =
        Run.of(
            "verify",
            extractor,
            "--trust",
            folder.resolve("auditor.pub"),
            "--policy",
            folder.resolve("lax.yaml"),
            "--data",
            portraits,
            "--json");

    assertEquals(ExitCode.OK, run.code(), run.err());
    JsonNode rechecks = new ObjectMapper().readTree(run.out()).path("rechecks");
    assertEquals(1, rechecks.size(), run.out());
    assertTrue(rechecks.path(0).path("holds").booleanValue());
  }

  /** The client's own standard is stricter than the one that the auditor took. */
  @Test
  void verify_stricterPolicyOfTheClient_isNotMet() throws IOException {
    Path strict =
        Files.writeString(
            folder.resolve("strict.yaml"),
            Files.readString(folder.resolve("lax.yaml"))
                .replace("name: lax", "name: strict")
                .replace("1.5", "0.05"));

    Run run =
        Run.of("verify", extractor, "--trust", folder.resolve("auditor.pub"), "--policy", strict);

    assertEquals(ExitCode.NOT_MET, run.code());
    assertTrue(run.err().contains("identity.leakage"), run.err());
  }

  @Test
  void audit_columnThatIsMissing_isRefusedBeforeAnyWork() {
    Run run =
        Run.of(
            "audit",
            extractor,
            "--data",
            portraits,
            "--primary",
            "age",
            "--out",
            folder.resolve("none"));

    assertEquals(ExitCode.FAILED, run.code());
    assertTrue(run.err().contains("age"), run.err());
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
