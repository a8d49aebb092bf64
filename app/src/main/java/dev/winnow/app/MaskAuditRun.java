package dev.winnow.app;

import dev.winnow.app.filter.FilterAuditText;
import dev.winnow.app.mask.MaskAuditOptions;
import dev.winnow.app.mask.MaskRecheck;
import dev.winnow.cli.Console;
import dev.winnow.cli.ExitCode;
import dev.winnow.cli.Version;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.Provenance;
import dev.winnow.maskaudit.AuditedMask;
import dev.winnow.maskaudit.MaskAudit;
import dev.winnow.maskaudit.MaskAuditReport;
import dev.winnow.maskaudit.MaskAuditSettings;
import dev.winnow.maskaudit.MaskAuditSources;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * {@code winnow audit} of a mask. Loaded only for masks: the module that masks, with its native
 * code, is on the class path only where somebody asks for it.
 *
 * @param console that is told
 * @param file the package
 * @param options as for every package
 * @param masks by what masks are judged
 * @param people who is on images, and the threads
 * @param out folder of the report
 */
record MaskAuditRun(
    Console console,
    Path file,
    AuditOptions options,
    MaskAuditOptions masks,
    SplitOptions people,
    Path out) {

  /**
   * Audits, writes the report and signs.
   *
   * @param data folder of a data set, or of images; without one there must be films
   * @return the exit code
   * @throws IllegalArgumentException if options do not fit each other
   */
  int run(Optional<Path> data, boolean json) {
    Optional<SigningKey> key = options.key().map(SigningKey::read);
    ExtractorPackage extractor = ExtractorPackage.read(file);
    Policy policy = options.policy(extractor.manifest().extractor());
    MaskAuditSources sources = new MaskAuditSources(data.map(MaskRecheck::images), masks.films());
    Digest digest = sources.digest();
    // Nobody can look for a seed that flatters.
    long seed = ByteBuffer.wrap(digest.bytes()).getLong();
    MaskAudit audit =
        new MaskAudit(
            AuditedMask.of(extractor, people.threads()),
            sources,
            MaskRecheck.instruments(masks, options.recogniser().recogniser()),
            new MaskAuditSettings(
                people.sensitive(),
                options.effort(),
                seed,
                people.threads(),
                options.showsImages()),
            policy);
    MaskAuditReport report = audit.run(console.progress("auditing"));
    Provenance provenance = Version.provenance().from(seed, digest);
    Instant now = Instant.now();
    report.write(out, extractor, provenance, now);
    key.ifPresent(
        own -> {
          report.certified(extractor, provenance, now, own).write(file);
          console.say("Signed by " + own.publicKey().id());
        });
    if (json) {
      console.out().println(Json.line(report.toJson(extractor, provenance)));
    } else {
      FilterAuditText.print(file, report.findings(), report.verdict(), policy, console.out());
      report.remarks().forEach(console::say);
      console.say("The whole of it: " + out.resolve("report.html"));
    }
    return report.verdict().passed() ? ExitCode.OK : ExitCode.NOT_MET;
  }
}
