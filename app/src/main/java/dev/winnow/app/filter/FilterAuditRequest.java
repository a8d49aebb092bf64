package dev.winnow.app.filter;

import dev.winnow.audit.report.FilterAuditReport;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of an audit of a filter.
 *
 * @param console that is told
 * @param file the package, which receives the certificate
 * @param judgement by what it is judged and signed
 * @param threads that compute
 * @param output what is written and printed
 */
public record FilterAuditRequest(
    Console console, Path file, Judgement judgement, int threads, Output output) {
  /**
   * Writes and prints what was found, and signs it.
   *
   * @return the exit code
   */
  public int conclude(FilterAuditReport report, ExtractorPackage extractor, Provenance provenance) {
    Instant now = Instant.now();
    report.write(output.folder, extractor, provenance, now);
    judgement.key.ifPresent(
        own -> {
          report.certified(extractor, provenance, now, own).write(file);
          console.say("Signed by " + own.publicKey().id());
        });
    if (output.json) {
      console.out().println(Json.line(report.toJson(extractor, provenance)));
    } else {
      String name = String.valueOf(file.getFileName()).replace(ExtractorPackage.ENDING, "");
      FilterAuditText.print(name, report, console.out());
      report.remarks().forEach(console::say);
      console.say("The whole of it: " + output.folder.resolve("report.html"));
    }
    return report.verdict().passed() ? ExitCode.OK : ExitCode.NOT_MET;
  }

  /**
   * How hard, by which standard, and who signs.
   *
   * @param key whoever signs; nobody if empty
   */
  public record Judgement(Effort effort, Policy policy, Optional<SigningKey> key) {}

  /**
   * What is written and printed.
   *
   * @param folder that receives the report
   * @param showsCaptures whether it shows captures of people
   * @param json whether results are one JSON object
   */
  public record Output(Path folder, boolean showsCaptures, boolean json) {}
}
