package dev.winnow.app;

import dev.winnow.audit.Audit;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.AuditSettings;
import dev.winnow.audit.AuditTarget;
import dev.winnow.audit.FaceRecogniser;
import dev.winnow.audit.LabelColumns;
import dev.winnow.audit.Recheck;
import dev.winnow.cli.Console;
import dev.winnow.cli.TextTable;
import dev.winnow.cli.Version;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.files.TemporaryFolder;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.modalities.Modalities;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Statement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a certificate's attacks again, on captures of the client's own. */
final class CertificateRecheck {
  private final Console console;
  private final Path data;
  private final Optional<FaceRecogniser> recogniser;

  CertificateRecheck(Console console, Path data, Optional<FaceRecogniser> recogniser) {
    this.console = console;
    this.data = data;
    this.recogniser = recogniser;
  }

  /** What became of each requirement that can be compared. */
  List<Recheck> of(ExtractorPackage extractor, Certificate certificate) {
    Statement statement = certificate.statement();
    DataSet set = DataSet.open(data);
    AuditSettings settings = settings(statement);
    Partition partition = Partition.of(set, settings.columns().sensitive(), settings.seed());
    Audit audit =
        Audit.of(set, Modalities.of(set.card().modality()), partition, settings, statement.policy())
            .with(Version.ofFindings());
    audit = recogniser.map(audit::shownTo).orElse(audit);
    AuditTarget target = new AuditTarget(extractor.manifest().name(), extractor, Optional.empty());
    try (TemporaryFolder folder = TemporaryFolder.make("winnow-verify-")) {
      AuditResult audited =
          audit
              .run(
                  List.of(target),
                  folder.path().resolve("journal"),
                  console.progress("attacking again"))
              .get(0);
      return Recheck.of(statement.policy(), statement.outcome().findings(), audited.findings());
    }
  }

  static void print(List<Recheck> rechecks, PrintWriter out) {
    out.println();
    TextTable table = new TextTable("on your captures ", "", "certified", "found", "95 % interval");
    for (Recheck recheck : rechecks) {
      table.row(
          recheck.requirement(),
          recheck.holds() ? "holds" : "does not hold",
          number(recheck.certified().value()),
          number(recheck.found().value()),
          number(recheck.found().low()) + " to " + number(recheck.found().high()));
    }
    table.print(out);
    out.printf(
        Locale.ROOT,
        "Each claim is refuted by chance in at most %.1f %% of cases, one of these %d in at most"
            + " %.1f %%.%n",
        100 * Recheck.CHANCE,
        rechecks.size(),
        100 * Math.min(1, Recheck.CHANCE * rechecks.size()));
  }

  /** The certificate's own settings; its threads are of another machine. */
  private static AuditSettings settings(Statement statement) {
    Map<String, String> said = statement.outcome().settings();
    return new AuditSettings(
        new LabelColumns(
            said.getOrDefault("primary", ""),
            said.getOrDefault("sensitive", "identity"),
            Optional.ofNullable(said.get("group")),
            Stream.of(said.getOrDefault("attributes", "").split(", ", -1))
                .filter(column -> !column.isEmpty())
                .toList()),
        statement.outcome().effort(),
        statement.provenance().seed().orElse(1L),
        Runtime.getRuntime().availableProcessors());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** The claims that do not hold, in words. */
  static List<String> refuted(List<Recheck> rechecks) {
    return rechecks.stream()
        .filter(recheck -> !recheck.holds())
        .map(
            recheck -> {
              Finding found = recheck.found();
              return "%s does not hold on your captures: %s found %s to %s"
                  .formatted(
                      recheck.requirement(),
                      found.adversary(),
                      number(found.low()),
                      number(found.high()));
            })
        .toList();
  }
}
