package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ModelCard;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.mask.MaskParts;
import dev.winnow.mask.MaskSettings;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.portraits.Portraits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
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

  /** A judge that sees a face in the middle of everything. */
  private static Path judge() {
    int cells = 16 + 4 + 1;
    float[] found = new float[cells * 6];
    int last = 6 * (cells - 1);
    // In cells of 32 pixels: the centre, the logarithm of the extent, whether there is one, which.
    found[last] = 0.5f;
    found[last + 1] = 0.5f;
    found[last + 2] = (float) Math.log(0.2);
    found[last + 3] = (float) Math.log(0.2);
    found[last + 4] = 0.95f;
    found[last + 5] = 1;
    NetworkBuilder builder = NetworkBuilder.named("judge");
    String means =
        builder.flatten(
            "means",
            builder.globalAveragePool("pool", builder.input("image", Shape.of(3, 32, 32))));
    String flat =
        builder.gemm(
            "flat",
            means,
            Tensor.allocate(Shape.of(cells * 6, 3)),
            Tensor.of(Shape.of(cells * 6), found));
    String shape = builder.integers("shape", -1, cells, 6);
    Path file = folder.resolve("judge.onnx");
    builder
        .output(builder.node("Reshape", "output", List.of(flat, shape), Attributes.none()))
        .card(ModelCard.empty().withLabels(List.of("face")))
        .build()
        .write(file);
    return file;
  }

  @Test
  void verify_dataOfTheClients_measuresCoverAgainAndRefutesWhatDoesNotHold() throws IOException {
    Path mask = folder.resolve("again.extractor");
    packed("again").write(mask);
    Path policy =
        Files.writeString(
            folder.resolve("some.yaml"),
            """
            name: some
            version: 1
            about: Some cover.
            effort: quick
            judge: value
            valid-days: 30
            require:
              - faces.covered >= 0.5
            """);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    for (int i = 0; i < 20; i++) {
      BufferedImage wall = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(wall, "png", empty.resolve(i + ".png").toFile());
    }
    Path judge = judge();
    Run certified =
        Run.of(
            "audit",
            mask,
            "--data",
            folder.resolve("set"),
            "--judge",
            judge,
            "--policy",
            policy,
            "--key",
            folder.resolve("auditor.key"),
            "--out",
            folder.resolve("again"));
    assertEquals(ExitCode.OK, certified.code(), certified.err() + certified.out());

    Run same = verified(mask, policy, folder.resolve("set"), "--judge", judge);
    Run other = verified(mask, policy, empty, "--judge", judge);
    Run blind = verified(mask, policy, empty);

    assertEquals(ExitCode.OK, same.code(), same.err());
    assertTrue(same.out().contains("faces.covered >= 0.5  holds"), same.out());
    assertEquals(ExitCode.NOT_MET, other.code(), other.err());
    assertTrue(
        other.err().contains("faces.covered >= 0.5 does not hold on your captures: judge found 0"),
        other.err());
    assertEquals(ExitCode.USAGE, blind.code(), blind.err());
    assertTrue(blind.err().contains("name one with --judge"), blind.err());
  }

  private static Run verified(Path mask, Path policy, Path data, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("verify", mask, "--trust", folder.resolve("auditor.pub"), "--policy", policy));
    words.addAll(List.of("--data", data));
    words.addAll(List.of(more));
    return Run.of(words.toArray());
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
    assertTrue(run.err().contains("a filter is audited by itself"), run.err());
  }

  @Test
  void audit_maskWithNothingToMask_isAUsageError() {
    Run run = Run.of("audit", extractor, "--out", folder.resolve("x"));

    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertTrue(run.err().contains("there must be images or a film to mask"), run.err());
  }
}
