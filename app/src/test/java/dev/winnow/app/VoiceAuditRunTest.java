package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.Progress;
import dev.winnow.synthesis.voice.SyntheticVoices;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Auditing and verifying a disguise of voices, as its provider and a client would. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class VoiceAuditRunTest {
  @TempDir private static Path folder;
  private static Path extractor;
  private static Run audited;

  @BeforeAll
  static void audit() {
    SyntheticVoices.withSeed(1).write(folder.resolve("set"), 6, 1, Progress.NONE);
    Run built =
        Run.of(
            "build", "--filter", "voice", "--method", "pitch", "--name", "house", "--out", folder);
    assertEquals(ExitCode.OK, built.code(), built.err());
    extractor = folder.resolve("house.extractor");
    assertEquals(ExitCode.OK, Run.of("keygen", "--out", folder.resolve("auditor")).code());
    audited =
        Run.of(
            "audit",
            extractor,
            "--data",
            folder.resolve("set"),
            "--primary",
            "word",
            "--effort",
            "quick",
            "--key",
            folder.resolve("auditor.key"),
            "--out",
            folder.resolve("out"));
  }

  @Test
  void audit_pitchAlone_failsItsStandardAndSaysByWhat() {
    assertEquals(ExitCode.NOT_MET, audited.code(), audited.err());
    assertTrue(audited.out().contains("house: FAIL under winnow-voice 1"), audited.out());
    assertTrue(
        audited.out().contains("identity.*.information.leakage <= 0.05 is not met"), audited.out());
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("report.html")));
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("audit.json")));
  }

  /** A certificate of what failed is none that a node runs by. */
  @Test
  void verify_signedFailure_isRefused() {
    Run verified = Run.of("verify", extractor, "--trust", folder.resolve("auditor.pub"));

    assertEquals(ExitCode.NOT_MET, verified.code(), verified.err());
    assertTrue((verified.out() + verified.err()).contains("winnow-voice"), verified.err());
  }

  @Test
  void audit_withoutRecordings_saysWhatIsMissing() {
    Run run = Run.of("audit", extractor, "--out", folder.resolve("none"));

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--data"), run.err());
  }

  @Test
  void build_searchWithoutRecordings_saysWhatIsMissing() {
    Run run =
        Run.of("build", "--filter", "voice", "--method", "auto", "--name", "x", "--out", folder);

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--data"), run.err());
  }

  @Test
  void build_searchOfWhatIsGiven_isRefused() {
    Run run =
        Run.of(
            "build",
            "--filter",
            "voice",
            "--method",
            "auto",
            "--semitones",
            "-4",
            "--name",
            "x",
            "--out",
            folder);

    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--semitones"), run.err());
  }
}
