package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.mask.MaskParts;
import dev.winnow.mask.MaskSettings;
import dev.winnow.portraits.Portraits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Auditing and verifying a mask, as its provider and a client would. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class MaskAuditRunTest {
  @TempDir private static Path folder;
  private static Path extractor;
  private static Run audited;

  @BeforeAll
  static void audit() {
    Portraits.withSeed(1).write(folder.resolve("set"), 10, Progress.NONE);
    extractor = folder.resolve("mask.extractor");
    packed("mask").write(extractor);
    assertEquals(ExitCode.OK, Run.of("keygen", "--out", folder.resolve("auditor")).code());
    audited =
        Run.of(
            "audit",
            extractor,
            "--data",
            folder.resolve("set"),
            "--effort",
            "quick",
            "--key",
            folder.resolve("auditor.key"),
            "--out",
            folder.resolve("out"));
  }

  private static ExtractorPackage packed(String name) {
    MaskParts parts = new MaskParts();
    parts.add("cascade:face");
    return parts
        .with(MaskSettings.withDefaults())
        .packed(
            name,
            "1",
            new int[] {640, 640},
            new AnalyzerSpec(
                List.of(new OutputHead.Detection("objects", List.of("cat"))),
                Digest.of(new byte[] {1})),
            Provenance.here(Map.of("winnow", "0")));
  }

  /** Without a judge nothing is known of faces, and what was not measured is not met. */
  @Test
  void audit_maskWithoutJudges_failsItsStandardAndSaysWhatToDo() {
    assertEquals(ExitCode.NOT_MET, audited.code(), audited.err());
    assertTrue(audited.out().contains("mask: FAIL under winnow-mask 1"), audited.out());
    assertTrue(
        audited.out().contains("faces.covered >= 0.995 is not met: it was not measured"),
        audited.out());
    assertTrue(audited.out().contains("audit with --judge"), audited.out());
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("report.html")));
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("audit.json")));
  }

  @Test
  void verify_signedMask_isReadAndJudgedByTheStandardForMasks() {
    Run verified = Run.of("verify", extractor, "--trust", folder.resolve("auditor.pub"));

    assertEquals(ExitCode.NOT_MET, verified.code(), verified.err());
    assertTrue(verified.out().contains("by your policy winnow-mask 1"), verified.out());
    assertTrue(verified.out().contains("detector-1.xml"), verified.out());
  }

  @Test
  void verify_certificateOfAnotherMask_isRefused() {
    byte[] certificate = ExtractorPackage.read(extractor).certificate().orElseThrow();
    Path other = folder.resolve("other.extractor");
    packed("other").withCertificate(certificate).write(other);

    Run verified = Run.of("verify", other, "--trust", folder.resolve("auditor.pub"));

    assertTrue(verified.code() != ExitCode.OK);
    assertTrue(verified.complaint().contains("manifest.json"), verified.err());
  }

  @Test
  void audit_twoMasks_isAUsageError() {
    Run run = Run.of("audit", extractor, extractor, "--out", folder.resolve("x"));

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("a mask is audited by itself"), run.err());
  }

  @Test
  void audit_maskWithNothingToMask_isAUsageError() {
    Run run = Run.of("audit", extractor, "--out", folder.resolve("x"));

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("there must be images or a film to mask"), run.err());
  }
}
