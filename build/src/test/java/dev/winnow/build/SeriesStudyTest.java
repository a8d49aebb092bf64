package dev.winnow.build;

import static dev.winnow.build.AuditedStudy.worst;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.audit.AuditResult;
import dev.winnow.audit.report.Report;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import dev.winnow.series.SeriesModality;
import dev.winnow.trust.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series from the network to the verdict: built, attacked, judged and shown. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class SeriesStudyTest {
  /** Sessions stay whole, so that not everybody is asked about equally often. */
  private static final double UNEVEN = 0.02;

  @TempDir private static Path folder;
  private static StudyResult study;
  private static Report report;
  private static AuditResult simple;
  private static AuditResult advanced;
  private static AuditResult constant;

  @BeforeAll
  static void buildAndAudit() throws IOException {
    DataSet set = WalkingPeople.write(folder);
    StudyPlan plan = WalkingPeople.plan(set, AuditedStudy.embeddings(), folder.resolve("out"));
    Network same = WalkingPeople.indifferent();
    PackageOutput output = WalkingPeople.output(folder.resolve("constant"), "constant");
    Path nothing =
        PackageWriter.write(
                same,
                same.cost(),
                same.cut("feature"),
                WalkingPeople.preprocessing(),
                false,
                output)
            .extractor();
    AuditedStudy made = AuditedStudy.of(plan, set, new SeriesModality(), List.of(nothing));
    study = made.study();
    report = made.report();
    List<AuditResult> audited = made.audited();
    simple = audited.get(0);
    advanced = audited.get(1);
    constant = audited.get(2);
  }

  @Test
  void run_allEmbeddings_keepTheAnswerAndHideThePeople() {
    assertEquals(
        List.of("simple", "reduced", "reduced + noise", "advanced", "advanced + noise"),
        study.embeddings().stream().map(result -> result.feature().title()).toList());
    assertTrue(study.controls().orElseThrow().raw().strongest() > 0.7, study.toJson()::toString);
    for (EmbeddingResult result : study.embeddings()) {
      assertTrue(result.accuracy().all().balanced() > 0.8, result.toJson()::toString);
    }
    double cut = study.embeddings().get(0).identity().orElseThrow().leakage();
    double reduced = study.embeddings().get(3).identity().orElseThrow().leakage();
    assertTrue(reduced < cut / 2, reduced + " and " + cut);
  }

  @Test
  void audit_featureThatLeaks_failsAndTheOthersPass() {
    assertTrue(worst(simple, "identity.leakage").value() > 0.5);
    assertFalse(simple.verdict().passed());
    assertTrue(
        worst(advanced, "identity.leakage").value() < 0.2, advanced.toJson()::toPrettyString);
    assertTrue(constant.verdict().passed(), constant.verdict().complaints().toString());
    Finding named = worst(constant, "identity.top1");
    assertEquals(named.references().chance().orElseThrow(), named.value(), UNEVEN);
  }

  /** A spectrum says how fast somebody swings, whatever the phase. */
  @Test
  void audit_rawControl_isTheStrongestWayToLookAndSaysSo() {
    double raw = simple.namedOnRaw().orElseThrow();
    assertTrue(raw > 0.8, "raw " + raw);
    String remark = simple.remarks().get(0);
    assertTrue(remark.startsWith("The raw control of identity"), remark);
    assertTrue(remark.contains("whole ") && remark.contains(", spectrum "), remark);
  }

  @Test
  void audit_reconstructions_areJudgedByTheirErrorAndByWhoIsNamedOnThem() {
    Finding error = worst(simple, "reconstruction.rmse");
    assertEquals(0, error.references().raw().orElseThrow(), 1e-9);
    assertTrue(error.value() < 0.8 * error.references().chance().orElseThrow(), error.toString());
    Finding named = worst(simple, "reconstruction.reidentification.top1");
    assertTrue(named.references().raw().orElseThrow() > 0.7, named.toString());
    assertEquals(1.0 / 6, named.references().chance().orElseThrow(), 1e-9);
    assertTrue(named.value() > 1.5 / 6, named.toString());
    assertEquals(1.0 / 6, worst(constant, "reconstruction.reidentification.top1").value(), UNEVEN);
  }

  @Test
  void html_series_drawsThemAndNamesTheJudge() {
    String html = report.html();

    assertTrue(html.contains("data:image/svg+xml;base64,"));
    assertTrue(html.contains("a classifier says that learned people from real captures"));
    assertTrue(html.contains("lean blue, swing orange"));
  }

  @Test
  void toJson_anyAudit_saysWhatWasLeftOutAndWhatTheRawControlIs() {
    assertTrue(
        report.toJson().path("subjects").path(0).path("remarks").path(0).asText().contains("raw"));
  }
}
