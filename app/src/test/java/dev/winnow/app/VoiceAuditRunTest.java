package dev.winnow.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.cli.ExitCode;
import dev.winnow.core.AudioSpec;
import dev.winnow.core.ModelCard;
import dev.winnow.core.Progress;
import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Attributes;
import dev.winnow.onnx.NetworkBuilder;
import dev.winnow.synthesis.voice.SyntheticVoices;
import dev.winnow.trust.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
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
  static void audit() throws IOException {
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
            "--policy",
            policy(),
            "--speech-embedding",
            listening("embedding", Shape.of(1_600, 6)),
            "--keywords",
            listening("keywords", Shape.of(1_600, 2)),
            "--effort",
            "quick",
            "--key",
            folder.resolve("auditor.key"),
            "--out",
            folder.resolve("out"));
  }

  /** The standard, and words. */
  private static Path policy() throws IOException {
    try (InputStream standard = Policy.class.getResourceAsStream("winnow-voice.yaml")) {
      String text =
          new String(
              Objects.requireNonNull(standard, "no standard").readAllBytes(),
              StandardCharsets.UTF_8);
      return Files.writeString(
          folder.resolve("words.yaml"),
          text.replace("name: winnow-voice", "name: words") + "  - words.loss <= 100\n");
    }
  }

  /** A network of a tenth of a second of sound that hears something, whatever. */
  private static Path listening(String name, Shape shape) {
    NetworkBuilder builder = NetworkBuilder.named(name);
    String samples = builder.input("samples", Shape.of(shape.dim(0)));
    Tensor weights = Tensor.allocate(shape);
    for (int i = 0; i < shape.size(); i++) {
      weights.buffer().put(i, (float) Math.sin(0.37 * i));
    }
    String answers =
        builder.node(
            "MatMul",
            "answers",
            List.of(samples, builder.constant("weights", weights)),
            Attributes.none());
    List<String> labels =
        IntStream.range(0, shape.dim(1)).mapToObj(i -> i == 0 ? "la" : "mi" + i).toList();
    Path file = folder.resolve(name + ".onnx");
    builder
        .output(answers)
        .build()
        .withCard(ModelCard.of(labels, AudioSpec.of(16_000, shape.dim(0))))
        .write(file);
    return file;
  }

  private static Run verified(Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "verify",
                extractor,
                "--trust",
                folder.resolve("auditor.pub"),
                "--policy",
                folder.resolve("words.yaml"),
                "--data",
                folder.resolve("set")));
    words.addAll(List.of(options));
    return Run.of(words.toArray());
  }

  private static String found(Run verified) {
    return verified.out().substring(verified.out().indexOf("on your captures"));
  }

  /** As the auditor: its recordings again, by what it listened through. */
  @Test
  void verify_withWhatTheAuditListenedThrough_comparesAllOfIt() {
    Run verified =
        verified(
            "--speech-embedding",
            folder.resolve("embedding.onnx"),
            "--keywords",
            folder.resolve("keywords.onnx"));

    assertEquals(ExitCode.NOT_MET, verified.code(), verified.err());
    assertTrue(found(verified).contains("words.loss <= 100"), verified.out());
    assertTrue(verified.err().contains("words.loss by keyword network"), verified.err());
    assertFalse(verified.err().contains("listened"), verified.err());
    assertFalse(verified.err().contains("does not hold"), verified.err());
  }

  /** Weaker attackers than the auditor's are no confirmation. */
  @Test
  void verify_withoutWhatTheAuditListenedThrough_saysWhatIsMissing() {
    Run verified = verified();

    assertFalse(found(verified).contains("words.loss <= 100"), verified.out());
    assertTrue(
        verified
            .err()
            .contains(
                "the audit listened through embedding, keyword network too; give --speech-embedding"),
        verified.err());
  }

  @Test
  void audit_pitchAlone_failsItsStandardAndSaysByWhat() {
    assertEquals(ExitCode.NOT_MET, audited.code(), audited.err());
    assertTrue(audited.out().contains("house: FAIL under words 1"), audited.out());
    assertTrue(
        audited.out().contains("identity.*.information.leakage <= 0.05 is not met"), audited.out());
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("report.html")));
    assertTrue(Files.isRegularFile(folder.resolve("out").resolve("audit.json")));
  }

  /** A certificate of what failed is none that a node runs by. */
  @Test
  void verify_signedFailure_isRefused() {
    Run verified =
        Run.of(
            "verify",
            extractor,
            "--trust",
            folder.resolve("auditor.pub"),
            "--policy",
            folder.resolve("words.yaml"));

    assertEquals(ExitCode.NOT_MET, verified.code(), verified.err());
    assertTrue((verified.out() + verified.err()).contains("words 1"), verified.err());
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
