package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.cli.TextTable;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.Manifest;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Finding;
import dev.winnow.trust.RequirementResult;
import dev.winnow.trust.Statement;
import dev.winnow.trust.Verdict;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * A verified certificate for people and for programs.
 *
 * @param manifest of the extractor that it is for
 */
record CertificateText(Manifest manifest, Certificate certificate) {

  void print(PrintWriter out) {
    Statement statement = certificate.statement();
    out.printf(
        "%s %s: %s by your policy %s%n",
        manifest.name(), manifest.version(), word(certificate.verdict()), certificate.policy());
    out.println();
    out.printf(
        "certified    %s by the auditor's policy %s, which decides nothing here%n",
        word(certificate.certifiedVerdict()), statement.policy());
    out.println("signed by    " + certificate.signer().id());
    out.println("certificate  " + certificate.digest());
    statement
        .subject()
        .files()
        .forEach((name, digest) -> out.println("file         %s %s".formatted(digest, name)));
    out.printf("valid        %s to %s%n", statement.validity().issued(), certificate.expires());
    out.printf("audited      %s effort%s%n", statement.outcome().effort().word(), data(statement));
    statement
        .outcome()
        .settings()
        .forEach((name, words) -> out.println("             " + name + ": " + words));
    certificate
        .verdict()
        .shortfall()
        .ifPresent(sentence -> out.println("             " + sentence));
    out.println();
    requirements().print(out);
  }

  /** The JSON form of a certificate that is trusted, whatever its verdict. */
  ObjectNode toJson() {
    Statement statement = certificate.statement();
    ObjectNode json = Json.object().put("trusted", true);
    json.put("verdict", certificate.verdict().word()).put("service", manifest.name());
    json.put("certificate", certificate.digest().text());
    json.put("signer", certificate.signer().id().text());
    json.put("manifest", statement.subject().manifest().text());
    ObjectNode files = json.putObject("files");
    statement.subject().files().forEach((name, digest) -> files.put(name, digest.text()));
    json.set("policy", certificate.policy().toJson());
    json.put("certifiedVerdict", statement.outcome().verdict());
    json.set("certifiedPolicy", statement.policy().toJson());
    json.put("issued", statement.validity().issued().toString());
    json.put("expires", certificate.expires().toString());
    json.put("effort", statement.outcome().effort().word());
    ArrayNode judgements = json.putArray("judgements");
    certificate.verdict().judgements().forEach(judged -> judgements.add(toJson(judged)));
    ArrayNode findings = json.putArray("findings");
    certificate.verdict().findings().forEach(finding -> findings.add(finding.toJson()));
    json.set("provenance", statement.provenance().toJson());
    return json;
  }

  private static String word(Verdict verdict) {
    return verdict.passed() ? "PASS" : "FAIL";
  }

  private static String data(Statement statement) {
    return statement.provenance().data().map(Digest::text).map(data -> ", data " + data).orElse("")
        + statement.provenance().seed().map(seed -> ", seed " + seed).orElse("");
  }

  private TextTable requirements() {
    TextTable table =
        new TextTable("requirement ", "", "measured", "95 % interval", "limit", "where ");
    for (RequirementResult judged : certificate.verdict().judgements()) {
      table.row(
          judged.requirement(),
          judged.met() ? "met" : "not met",
          judged.worst().map(worst -> number(worst.value())).orElse("not measured"),
          judged.worst().map(CertificateText::interval).orElse(""),
          judged.limit().isPresent() ? number(judged.limit().getAsDouble()) : "",
          judged.worst().map(worst -> worst.adversary() + ", " + worst.group()).orElse(""));
    }
    return table;
  }

  private static ObjectNode toJson(RequirementResult judged) {
    ObjectNode json = Json.object();
    json.put("requirement", judged.requirement().toString()).put("met", judged.met());
    judged.limit().ifPresent(limit -> json.put("limit", limit));
    judged.worst().ifPresent(worst -> json.set("worst", worst.toJson()));
    return json.put("sentence", judged.sentence());
  }

  private static String interval(Finding finding) {
    return number(finding.low()) + " to " + number(finding.high());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
