package dev.winnow.app.voice;

import dev.winnow.app.filter.FilterAuditRequest;
import dev.winnow.audit.Recheck;
import dev.winnow.cli.Version;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Progress;
import dev.winnow.core.Provenance;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Statement;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voiceaudit.SpeechColumns;
import dev.winnow.voiceaudit.VoiceAudit;
import dev.winnow.voiceaudit.VoiceAuditReport;
import dev.winnow.voiceaudit.VoiceAuditSettings;
import dev.winnow.voiceaudit.VoiceInstruments;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code winnow audit} of a disguise of voices, and {@code winnow verify --data}.
 *
 * @param columns of the data set
 * @param instruments by which it is judged
 */
public record VoiceAuditRun(SpeechColumns columns, VoiceAuditOptions instruments) {
  /**
   * Audits, writes the report and signs.
   *
   * @param data folder of a data set of recordings
   * @param extractor the package
   * @return the exit code
   * @throws IllegalArgumentException if options do not fit each other
   */
  public int run(Path data, ExtractorPackage extractor, FilterAuditRequest request) {
    DataSet set = DataSet.open(data);
    columns.attributes().forEach(set::classes);
    columns.words().ifPresent(set::classes);
    columns.group().ifPresent(set::classes);
    Digest digest = set.digest();
    // Nobody can look for a seed that flatters.
    long seed = ByteBuffer.wrap(digest.bytes()).getLong();
    VoiceAuditSettings settings =
        new VoiceAuditSettings(
            columns,
            request.judgement().effort(),
            seed,
            request.threads(),
            request.output().showsCaptures());
    VoiceAuditReport report =
        audit(extractor, set, digest, instruments.instruments(), settings)
            .run(request.judgement().policy(), request.console().progress("auditing"));
    return request.conclude(report, extractor, Version.provenance().from(seed, digest));
  }

  /**
   * Measures again what a certificate states, on recordings of the client's own.
   *
   * @return what became of each requirement that can be compared
   */
  public static List<Recheck> recheck(
      ExtractorPackage extractor, Certificate certificate, Path data, Progress progress) {
    Statement statement = certificate.statement();
    Map<String, String> stated = statement.outcome().settings();
    DataSet set = DataSet.open(data);
    SpeechColumns columns =
        new SpeechColumns(
            stated.getOrDefault("sensitive", "identity"),
            Optional.ofNullable(stated.get("primary")).filter(set.columns()::contains),
            Optional.ofNullable(stated.get("group")).filter(set.columns()::contains),
            Arrays.stream(stated.getOrDefault("attributes", "").split(", "))
                .filter(set.columns()::contains)
                .toList());
    VoiceAuditSettings settings =
        new VoiceAuditSettings(
            columns,
            statement.outcome().effort(),
            statement.provenance().seed().orElse(1L),
            Runtime.getRuntime().availableProcessors(),
            /* playsSpeech= */ false);
    VoiceAuditReport report =
        audit(extractor, set, set.digest(), VoiceInstruments.none(), settings)
            .run(statement.policy(), progress);
    return Recheck.of(statement.policy(), statement.outcome().findings(), report.findings());
  }

  private static VoiceAudit audit(
      ExtractorPackage extractor,
      DataSet set,
      Digest digest,
      VoiceInstruments instruments,
      VoiceAuditSettings settings) {
    return new VoiceAudit(
        VoicePackage.of(extractor),
        set,
        samples(extractor, set, digest, settings.columns().speaker()),
        instruments,
        settings);
  }

  /** Of a disguise that was chosen on this very set only people who had no part in that. */
  private static List<Sample> samples(
      ExtractorPackage extractor, DataSet set, Digest digest, String speaker) {
    Provenance provenance = extractor.manifest().provenance();
    return provenance.data().filter(digest::equals).isPresent()
        ? Partition.of(set, speaker, provenance.seed().orElse(1L)).test()
        : set.samples();
  }
}
