package dev.winnow.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.audit.AuditResult;
import dev.winnow.audit.Studio;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.trust.CertificateVerifier;
import dev.winnow.trust.Effort;
import dev.winnow.trust.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class ReportTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private static Path folder;
  private static Report report;

  @BeforeAll
  static void audit() {
    report = report(folder);
  }

  /** Of a package that leaks and one that cannot. */
  static Report report(Path folder) {
    Studio studio = Studio.in(folder.resolve("portraits"));
    List<AuditResult> audited =
        studio
            .audit(Effort.QUICK)
            .run(
                List.of(Studio.mosaic(Optional.empty()), Studio.nothing()),
                folder.resolve("journal"),
                Progress.NONE);
    return new Report(
        audited,
        Studio.POLICY,
        Studio.settings(Effort.QUICK),
        studio.set,
        Provenance.here(Map.of()).from(1, studio.set.digest()),
        NOW);
  }

  @Test
  void html_anyAudit_needsNoNetworkAndNoScript() {
    String html = report.html();

    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("<script"));
    assertTrue(html.indexOf("FAIL") < html.indexOf("<svg"), "verdicts come first");
    assertTrue(html.contains("PASS") && html.contains("data:image/png;base64,"));
  }

  @Test
  void text_markup_isShownAndNotObeyed() {
    assertEquals("&lt;b a=&quot;x&quot;&gt;&amp;&#39;", Html.text("<b a=\"x\">&'"));
  }

  @Test
  void toJson_anyAudit_hasTheFieldsThatProgramsRead() {
    ObjectNode json = report.toJson();

    assertEquals("studio", json.path("policy").path("name").textValue());
    assertEquals("quick", json.path("effort").textValue());
    assertEquals("fail", json.path("subjects").path(0).path("verdict").textValue());
    assertTrue(json.path("subjects").path(0).path("accuracy").path("balanced").isNumber());
    assertTrue(json.path("subjects").path(0).path("leakage").doubleValue() > 0.3);
    assertTrue(json.path("subjects").path(0).path("findings").path(0).path("raw").isNumber());
  }

  /** What fails is certified to fail, and is not admitted. */
  @Test
  void certified_bothVerdicts_areVerifiedAndOneIsAdmitted() {
    SigningKey key = SigningKey.generate(new SecureRandom());
    CertificateVerifier trust = CertificateVerifier.in(List.of(key.publicKey())).by(Studio.POLICY);
    CertificateIssuer issuer = new CertificateIssuer(report, key);
    Instant later = NOW.plus(Duration.ofDays(1));
    ExtractorPackage bad = issuer.certified(report.audited().get(0));
    ExtractorPackage good = issuer.certified(report.audited().get(1));

    assertTrue(trust.admit(good, later).statement().passed());
    assertFalse(trust.verify(bad, later).statement().passed());
  }
}
