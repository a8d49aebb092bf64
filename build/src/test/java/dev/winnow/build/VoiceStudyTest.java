package dev.winnow.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.AudioModality;
import dev.winnow.audit.Audit;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.audit.AuditTarget;
import dev.winnow.audit.LabelColumns;
import dev.winnow.audit.report.Report;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound from the network to the verdict, as spectrograms and as samples. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class VoiceStudyTest {
  private static final Policy POLICY =
      Policy.parse(
          "voices.yaml",
          """
          name: voices
          version: 1
          about: for tests
          effort: quick
          judge: value
          valid-days: 30
          require:
            - identity.leakage <= 0.3
            - reconstruction.reidentification.top1 <= 2 x chance
          """
              .getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path folder;
  private static StudyResult study;
  private static Report report;
  private static AuditResult simple;
  private static AuditResult advanced;
  private static AuditResult samples;
  private static AuditResult constant;

  @BeforeAll
  static void buildAndAudit() throws IOException {
    DataSet set = TalkingPeople.write(folder);
    EmbeddingPlan plan =
        PaintedPeople.unvaried(
            List.of(Embedding.SIMPLE, Embedding.REDUCED, Embedding.ADVANCED),
            NoiseSearchSpace.response(0.25, 4));
    study =
        EmbeddingStudy.of(TalkingPeople.plan(set, plan, folder.resolve("out")))
            .run(StudyListener.NONE);
    LabelColumns columns =
        new LabelColumns(TalkingPeople.PRIMARY, "speaker", Optional.empty(), List.of());
    AuditSettings settings = new AuditSettings(columns, Effort.QUICK, 1, 1);
    List<AuditTarget> targets =
        List.of(
            target(study.embeddings().get(0).extractor().orElseThrow()),
            target(study.embeddings().get(4).extractor().orElseThrow()),
            target(written("samples", TalkingPeople.ofSamples(), TalkingPeople.samples())),
            target(written("constant", TalkingPeople.indifferent(), TalkingPeople.spectrograms())));
    List<AuditResult> audited =
        Audit.of(set, new AudioModality(), TalkingPeople.partition(set), settings, POLICY)
            .run(targets, folder.resolve("journal"), Progress.NONE);
    simple = audited.get(0);
    advanced = audited.get(1);
    samples = audited.get(2);
    constant = audited.get(3);
    Provenance provenance = Provenance.here(Map.of()).from(1, set.digest());
    report = new Report(audited, POLICY, settings, set, provenance, Instant.EPOCH);
  }

  private static Path written(String name, Network network, InputSpec spec) {
    PackageOutput output = TalkingPeople.output(folder.resolve(name), name);
    return PackageWriter.write(network, network.cut("feature"), spec, false, output).extractor();
  }

  private static AuditTarget target(Path file) {
    ExtractorPackage read = ExtractorPackage.read(file);
    return new AuditTarget(read.manifest().name(), read, Optional.empty());
  }

  private static Finding worst(AuditResult audited, String metric) {
    return audited.worst(metric).orElseThrow(() -> new AssertionError(metric));
  }

  @Test
  void run_allEmbeddings_keepTheAnswerAndHideTheSpeaker() {
    assertTrue(study.controls().orElseThrow().raw().strongest() > 0.9, study.toJson()::toString);
    for (EmbeddingResult result : study.embeddings()) {
      assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
    }
    double cut = study.embeddings().get(0).identity().orElseThrow().leakage();
    double noisy = study.embeddings().get(4).identity().orElseThrow().leakage();
    assertTrue(noisy < cut / 2, noisy + " and " + cut);
  }

  @Test
  void audit_featuresThatLeak_failAndTheOthersPass() {
    assertTrue(worst(simple, "identity.leakage").value() > 0.5);
    assertTrue(worst(samples, "identity.leakage").value() > 0.5);
    assertFalse(simple.verdict().passed() || samples.verdict().passed());
    assertTrue(worst(advanced, "identity.leakage").value() < 0.3);
    assertTrue(constant.verdict().passed(), constant.verdict().complaints().toString());
  }

  @Test
  void audit_samples_areAttackedInMelBandsToo() {
    assertTrue(samples.namedOnRaw().orElseThrow() > 0.9);
    String remark = samples.remarks().get(0);
    assertTrue(remark.matches(".*whole \\d\\.\\d\\d, mel-bands (1\\.00|0\\.9\\d)\\."), remark);
  }

  @Test
  void audit_reconstructions_areJudgedByDistanceAndByTheSpeakersFound() {
    for (AuditResult leaking : List.of(simple, samples)) {
      Finding distance = worst(leaking, "reconstruction.log-spectral-distance");
      assertEquals(0, distance.references().raw().orElseThrow(), 1e-6);
      assertTrue(
          distance.value() < 0.9 * distance.references().chance().orElseThrow(),
          distance.toString());
      Finding named = worst(leaking, "reconstruction.reidentification.top1");
      assertTrue(named.references().raw().orElseThrow() > 0.8, named.toString());
    }
    assertEquals(1.0 / 6, worst(constant, "reconstruction.reidentification.top1").value(), 1e-6);
  }

  @Test
  void html_recordings_areSeenAndHeard() {
    String html = report.html();

    assertTrue(html.contains("What an attacker can see and hear"));
    assertTrue(html.contains("<audio controls") && html.contains("src=\"data:audio/wav;base64,"));
    assertTrue(html.contains("data:image/png;base64,"));
    assertFalse(html.contains("http:") || html.contains("<script"));
  }
}
