package dev.winnow.build;

import dev.winnow.audit.Audit;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.audit.AuditTarget;
import dev.winnow.audit.LabelColumns;
import dev.winnow.audit.report.Report;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.Modality;
import dev.winnow.data.Partition;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Captures that are no images, from the network to the verdict.
 *
 * @param study of the embeddings
 * @param audited the simple embedding, the advanced one with its noise, and other packages
 * @param report of the audit
 */
record AuditedStudy(StudyResult study, List<AuditResult> audited, Report report) {
  private static final Policy POLICY =
      Policy.parse(
          "sequences.yaml",
          """
          name: sequences
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

  /** What is built. */
  static EmbeddingPlan embeddings() {
    return PaintedPeople.unvaried(
        List.of(Embedding.SIMPLE, Embedding.REDUCED, Embedding.ADVANCED),
        NoiseSearchSpace.response(0.25, 4));
  }

  /**
   * Builds and audits.
   *
   * @param others files of packages that are audited too
   */
  static AuditedStudy of(StudyPlan plan, DataSet set, Modality modality, List<Path> others) {
    StudyResult study = EmbeddingStudy.of(plan).run(StudyListener.NONE);
    List<Path> files = new ArrayList<>();
    files.add(study.embeddings().get(0).extractor().orElseThrow());
    files.add(study.embeddings().get(4).extractor().orElseThrow());
    files.addAll(others);
    LabelColumns columns =
        new LabelColumns(
            plan.data().primary(),
            plan.data().sensitive().orElseThrow(),
            Optional.empty(),
            List.of());
    AuditSettings settings = new AuditSettings(columns, Effort.QUICK, 1, 1);
    Partition partition = plan.data().partition();
    List<AuditResult> audited =
        Audit.of(set, modality, partition, settings, POLICY)
            .run(
                files.stream().map(AuditedStudy::target).toList(),
                plan.output().folder().resolve("journal"),
                Progress.NONE);
    Provenance provenance = Provenance.here(Map.of()).from(1, set.digest());
    return new AuditedStudy(
        study, audited, new Report(audited, POLICY, settings, set, provenance, Instant.EPOCH));
  }

  static Finding worst(AuditResult audited, String metric) {
    return audited.worst(metric).orElseThrow(() -> new AssertionError(metric));
  }

  private static AuditTarget target(Path file) {
    ExtractorPackage read = ExtractorPackage.read(file);
    return new AuditTarget(read.manifest().name(), read, Optional.empty());
  }
}
