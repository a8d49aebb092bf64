package dev.winnow.voiceaudit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import dev.winnow.trust.Statement;
import dev.winnow.trust.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What an audit of a disguise found, for people, for machines and signed. */
public final class VoiceAuditReport {
  private final VoiceAudit audit;
  private final Policy policy;
  private final VoiceAuditResult result;

  VoiceAuditReport(VoiceAudit audit, Policy policy, VoiceAuditResult result) {
    this.audit = audit;
    this.policy = policy;
    this.result = result;
  }

  /** The audit that was run. */
  VoiceAudit audit() {
    return audit;
  }

  /** By which it was judged. */
  public Policy policy() {
    return policy;
  }

  /** What came of it. */
  VoiceAuditResult result() {
    return result;
  }

  /** What the policy says of the disguise. */
  public Verdict verdict() {
    return result.verdict();
  }

  /** All findings, judged. */
  public List<Finding> findings() {
    return result.findings();
  }

  /** Of each metric the finding that leaks most, of everybody: a screen has no room for all. */
  public List<Finding> strongest() {
    return findings().stream()
        .map(Finding::metric)
        .distinct()
        .map(
            metric ->
                findings().stream()
                    .filter(f -> f.metric().equals(metric) && f.group().equals(Finding.ALL))
                    .max(Comparator.comparingDouble(f -> sign(metric) * f.value()))
                    .orElseThrow())
        .toList();
  }

  private static int sign(String metric) {
    return List.of(".eer", ".log-rank", ".bayes-error", "words.accuracy").stream()
            .anyMatch(metric::endsWith)
        ? -1
        : 1;
  }

  /** What else a reader should know, a sentence each. */
  public List<String> remarks() {
    return result.remarks();
  }

  /**
   * Writes {@code report.html} and {@code audit.json} into a folder.
   *
   * @param extractor that was audited
   * @throws UncheckedIOException if that fails
   */
  public void write(Path folder, ExtractorPackage extractor, Provenance provenance, Instant when) {
    write(
        folder.resolve("report.html"),
        new VoiceReportPage(this, extractor, provenance, when).html());
    write(folder.resolve("audit.json"), Json.pretty(toJson(extractor, provenance)));
  }

  /** What {@code audit.json} holds. */
  public ObjectNode toJson(ExtractorPackage extractor, Provenance provenance) {
    ObjectNode json = Json.object();
    json.set("policy", policy.toJson());
    json.put("effort", audit.settings().effort().word());
    ObjectNode settings = json.putObject("settings");
    audit.settings().inWords().forEach(settings::put);
    json.set("provenance", provenance.toJson());
    ObjectNode subject = json.putArray("subjects").addObject();
    subject.put("extractor", extractor.manifest().name());
    subject.put("digest", extractor.manifestDigest().text());
    subject.put("verdict", verdict().word());
    ArrayNode complaints = subject.putArray("complaints");
    verdict().complaints().forEach(complaints::add);
    ArrayNode found = subject.putArray("findings");
    findings().forEach(finding -> found.add(finding.toJson()));
    ArrayNode remarks = subject.putArray("remarks");
    remarks().forEach(remarks::add);
    return json;
  }

  /**
   * The package with a certificate of what was found, good or bad.
   *
   * @param extractor that was audited
   */
  public ExtractorPackage certified(
      ExtractorPackage extractor, Provenance provenance, Instant when, SigningKey key) {
    Statement statement =
        Statement.of(
            extractor,
            policy,
            audit.settings().effort(),
            findings(),
            audit.settings().inWords(),
            when,
            provenance);
    return extractor.withCertificate(statement.sign(key));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
