package dev.winnow.build;

import static dev.winnow.build.AuditedStudy.worst;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audio.AudioModality;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.report.Report;
import dev.winnow.core.InputSpec;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound from the network to the verdict, as spectrograms and as samples. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class VoiceStudyTest {
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
    StudyPlan plan = TalkingPeople.plan(set, AuditedStudy.embeddings(), folder.resolve("out"));
    List<Path> others =
        List.of(
            written("samples", TalkingPeople.ofSamples(), TalkingPeople.samples()),
            written("constant", TalkingPeople.indifferent(), TalkingPeople.spectrograms()));
    AuditedStudy made = AuditedStudy.of(plan, set, new AudioModality(), others);
    study = made.study();
    report = made.report();
    List<AuditResult> audited = made.audited();
    simple = audited.get(0);
    advanced = audited.get(1);
    samples = audited.get(2);
    constant = audited.get(3);
  }

  private static Path written(String name, Network network, InputSpec spec) {
    PackageOutput output = TalkingPeople.output(folder.resolve(name), name);
    return PackageWriter.write(network, network.cost(), network.cut("feature"), spec, false, output)
        .extractor();
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
    assertTrue(remark.matches(".*whole \\d\\.\\d\\d, mel-bands (1\\.00|0\\.9\\d), .*"), remark);
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
