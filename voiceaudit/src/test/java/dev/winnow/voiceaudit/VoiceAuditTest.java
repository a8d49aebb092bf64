package dev.winnow.voiceaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.attack.verification.NobodyToVerifyException;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.synthesis.voice.SyntheticVoices;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Finding;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import dev.winnow.voice.VoiceMethod;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voice.VoiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disguise of synthetic speakers, from the recordings to the signed page. */
class VoiceAuditTest {
  private static final VoicePackage DISGUISE =
      VoicePackage.of(VoiceSettings.withDefaults(VoiceMethod.PITCH), 16_000, 10);
  private static final ExtractorPackage EXTRACTOR =
      DISGUISE.packed("house", "1", Provenance.here(Map.of("winnow", "0")));

  @TempDir private static Path folder;
  private static DataSet set;
  private static VoiceAuditReport report;

  @BeforeAll
  static void audit() throws IOException {
    set = SyntheticVoices.withSeed(1).write(folder.resolve("voices"), 8, 2, Progress.NONE);
    Files.write(set.file(set.samples().get(0)), new byte[] {1, 2, 3});
    report = audit(set, true).run(policy(), Progress.NONE);
  }

  private static VoiceAudit audit(DataSet recordings, boolean plays) {
    SpeechColumns columns =
        new SpeechColumns("identity", Optional.of("word"), Optional.empty(), List.of());
    return new VoiceAudit(
        DISGUISE,
        recordings,
        recordings.samples(),
        VoiceInstruments.none(),
        new VoiceAuditSettings(columns, Effort.QUICK, 1, 2, plays));
  }

  private static Policy policy() {
    return Policy.standardOf(EXTRACTOR.manifest().extractor());
  }

  /** What the literature found of a mere pitch shift (VoicePrivacy 2024). */
  @Test
  void run_pitchAlone_isNoProtectionFromWhoLearnedFromIt() {
    assertEquals("winnow-voice 1", policy().toString());
    assertFalse(report.verdict().passed());
    Finding named = worst("identity.retrained.top1");
    assertTrue(named.low() > 2 * named.references().chance().orElseThrow(), named::toString);
    Finding leaks = worst("identity.retrained.information.leakage");
    assertTrue(leaks.low() > 0.05, leaks::toString);
  }

  @Test
  void run_damagedRecording_isLeftOutAndCounted() {
    assertEquals(List.of("1 recordings could not be read and are left out."), report.remarks());
  }

  @Test
  void run_fewerThanFourSpeakers_isRefusedAtOnce() {
    DataSet few = SyntheticVoices.withSeed(1).write(folder.resolve("few"), 3, 2, Progress.NONE);

    assertThrows(
        NobodyToVerifyException.class, () -> audit(few, false).run(policy(), Progress.NONE));
  }

  @Test
  void write_plays_whatWasSpokenAndWhatLeaves() throws IOException {
    Provenance provenance = Provenance.here(Map.of("winnow", "0"));
    Path out = Files.createDirectories(folder.resolve("out"));

    report.write(out, EXTRACTOR, provenance, Instant.parse("2026-03-01T12:00:00Z"));

    String page = Files.readString(out.resolve("report.html"));
    assertEquals(8, page.split("<audio ", -1).length - 1);
    assertTrue(page.contains("as it was spoken") && page.contains("FAIL"));
    assertTrue(Files.readString(out.resolve("audit.json")).contains("identity.undone.leakage"));
  }

  @Test
  void certified_failed_saysSo() {
    SigningKey auditor = SigningKey.generate(new SecureRandom());
    Provenance provenance = Provenance.here(Map.of("winnow", "0"));

    ExtractorPackage signed =
        report.certified(EXTRACTOR, provenance, Instant.parse("2026-03-01T12:00:00Z"), auditor);

    assertTrue(signed.certificate().isPresent());
    assertEquals(CaptureFilter.Method.VOICE, signed.manifest().filter().method());
  }

  private static Finding worst(String metric) {
    return report.findings().stream()
        .filter(finding -> finding.metric().equals(metric))
        .max(Comparator.comparingDouble(Finding::value))
        .orElseThrow();
  }
}
