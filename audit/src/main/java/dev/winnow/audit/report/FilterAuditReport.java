package dev.winnow.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.core.files.AtomicFile;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import dev.winnow.trust.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an audit of a filter found, for people, for machines and signed. */
public abstract class FilterAuditReport {
  private final Policy policy;
  private final Effort effort;
  private final Map<String, String> settings;
  private final Verdict verdict;
  private final List<String> remarks;

  /**
   * Of an audit that was run.
   *
   * @param policy by which it was judged
   * @param settings of the audit, by name
   * @param verdict of the policy, with all findings
   * @param remarks what else a reader should know, a sentence each
   */
  protected FilterAuditReport(
      Policy policy,
      Effort effort,
      Map<String, String> settings,
      Verdict verdict,
      List<String> remarks) {
    this.policy = policy;
    this.effort = effort;
    this.settings = settings;
    this.verdict = verdict;
    this.remarks = remarks;
  }

  /** What the policy says of the filter, with all findings. */
  public final Verdict verdict() {
    return verdict;
  }

  /** What else a reader should know, a sentence each. */
  public final List<String> remarks() {
    return remarks;
  }

  /** The page for people. */
  protected abstract String page(ExtractorPackage extractor, Provenance provenance, Instant when);

  /** Adds what {@code audit.json} holds of the filter beside its findings. */
  protected void addTo(ObjectNode subject) {}

  /** By which it was judged. */
  public final Policy policy() {
    return policy;
  }

  /** Of the audit, by name. */
  final Map<String, String> settings() {
    return settings;
  }

  /** All findings, judged. */
  public final List<Finding> findings() {
    return verdict.findings();
  }

  /** Those that a screen has room for. */
  public List<Finding> shown() {
    return findings();
  }

  /**
   * Writes {@code report.html} and {@code audit.json} into a folder.
   *
   * @param extractor that was audited
   * @throws UncheckedIOException if that fails
   */
  public final void write(
      Path folder, ExtractorPackage extractor, Provenance provenance, Instant when) {
    AtomicFile.writeText(folder.resolve("report.html"), page(extractor, provenance, when));
    AtomicFile.writeText(folder.resolve("audit.json"), Json.pretty(toJson(extractor, provenance)));
  }

  /** What {@code audit.json} holds. */
  public final ObjectNode toJson(ExtractorPackage extractor, Provenance provenance) {
    ObjectNode json = Json.object();
    json.set("policy", policy.toJson());
    json.put("effort", effort.word());
    ObjectNode named = json.putObject("settings");
    settings.forEach(named::put);
    json.set("provenance", provenance.toJson());
    ObjectNode subject = json.putArray("subjects").addObject();
    subject.put("extractor", extractor.manifest().name());
    subject.put("digest", extractor.manifestDigest().text());
    subject.put("verdict", verdict.word());
    ArrayNode complaints = subject.putArray("complaints");
    verdict.complaints().forEach(complaints::add);
    ArrayNode found = subject.putArray("findings");
    findings().forEach(finding -> found.add(finding.toJson()));
    addTo(subject);
    ArrayNode sentences = subject.putArray("remarks");
    remarks.forEach(sentences::add);
    return json;
  }

  /**
   * The package with a certificate of what was found, good or bad.
   *
   * @param extractor that was audited
   */
  public final ExtractorPackage certified(
      ExtractorPackage extractor, Provenance provenance, Instant when, SigningKey key) {
    Statement statement =
        Statement.of(extractor, policy, effort, findings(), settings, when, provenance);
    return extractor.withCertificate(statement.sign(key));
  }
}
