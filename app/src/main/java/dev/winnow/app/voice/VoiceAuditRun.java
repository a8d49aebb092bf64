package dev.winnow.app.voice;

import dev.winnow.app.filter.FilterAuditRequest;
import dev.winnow.cli.Version;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.DataSet;
import dev.winnow.data.Partition;
import dev.winnow.data.Sample;
import dev.winnow.voice.VoicePackage;
import dev.winnow.voiceaudit.SpeechColumns;
import dev.winnow.voiceaudit.VoiceAudit;
import dev.winnow.voiceaudit.VoiceAuditReport;
import dev.winnow.voiceaudit.VoiceAuditSettings;
import dev.winnow.voiceaudit.VoiceInstruments;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code winnow audit} of a disguise of voices.
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
    if (isSearchedOn(digest, extractor)) {
      request
          .console()
          .say(
              "The disguise was searched on this set; people who had a part in that are left out.");
    }
    VoiceAuditReport report =
        audit(extractor, set, digest, instruments.instruments(), settings)
            .run(request.judgement().policy(), request.console().progress("auditing"));
    return request.conclude(report, extractor, Version.provenance().from(seed, digest));
  }

  /** The audit of a package on a data set. */
  static VoiceAudit audit(
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
    return isSearchedOn(digest, extractor)
        ? Partition.of(set, speaker, extractor.manifest().provenance().seed().orElse(1L)).test()
        : set.samples();
  }

  private static boolean isSearchedOn(Digest set, ExtractorPackage extractor) {
    return extractor.manifest().provenance().data().filter(set::equals).isPresent();
  }
}
