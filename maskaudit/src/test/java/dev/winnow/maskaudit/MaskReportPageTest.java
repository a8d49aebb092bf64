package dev.winnow.maskaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.mask.MaskSettings;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and machines read of a mask that misses every third face. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in.
class MaskReportPageTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private static Path folder;
  private static DataSet portraits;

  @BeforeAll
  static void paint() {
    portraits = Crowd.portraits(folder.resolve("set"), 10);
  }

  private static Path written(boolean showsFrames) throws IOException {
    ExtractorPackage extractor = MaskCertificateTest.extractor(new byte[] {1}, 0.3);
    MaskAudit audit =
        new MaskAudit(
            Crowd.mask(MaskSettings.Fill.SOLID, 0.1, 3),
            new MaskAuditSources(Optional.of(portraits), List.of()),
            new MaskInstruments(List.of(), Optional.empty(), Optional.empty()),
            new MaskAuditSettings("identity", Effort.QUICK, 1, 1, showsFrames),
            Policy.standardOf(extractor.manifest().extractor()));
    Path out = Files.createDirectories(folder.resolve("out " + showsFrames));
    new MaskAuditReport(
            audit, audit.audited(List.of(Crowd.judge()), Optional.empty(), Progress.NONE))
        .write(out, extractor, Provenance.here(Map.of("winnow", "0")), NOW);
    return out;
  }

  @Test
  void write_maskThatMisses_namesEveryMissedFaceOnPageAndInJson() throws IOException {
    Path out = written(true);

    JsonNode subject =
        new ObjectMapper().readTree(out.resolve("audit.json").toFile()).at("/subjects/0");
    String page = Files.readString(out.resolve("report.html"));
    assertEquals("fail", subject.at("/verdict").asText());
    assertEquals(66, subject.at("/missed").size());
    assertEquals(200, subject.at("/coverage/0/faces").asInt());
    for (JsonNode missed : subject.at("/missed")) {
      assertTrue(
          page.contains(missed.at("/source").asText() + ", judge: 100.0 % to be seen"), page);
    }
    assertTrue(page.contains("<h2>What leaves</h2>"));
  }

  @Test
  void write_withoutImages_holdsNone() throws IOException {
    String page = Files.readString(written(false).resolve("report.html"));

    assertFalse(page.contains("data:image"));
    assertTrue(page.contains(", judge: 100.0 % to be seen"));
  }
}
