package dev.winnow.app;

import dev.winnow.app.filter.FilterAuditRequest;
import dev.winnow.app.mask.MaskAuditOptions;
import dev.winnow.app.mask.MaskRecheck;
import dev.winnow.audit.FaceRecogniser;
import dev.winnow.cli.Version;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.maskaudit.AuditedMask;
import dev.winnow.maskaudit.MaskAudit;
import dev.winnow.maskaudit.MaskAuditSettings;
import dev.winnow.maskaudit.MaskAuditSources;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code winnow audit} of a mask. Loaded only for masks: the module that masks, with its native
 * code, is on the class path only where somebody asks for it.
 *
 * @param masks by what masks are judged
 * @param recogniser that names people, if there is one
 * @param sensitive column of who is on images
 */
record MaskAuditRun(MaskAuditOptions masks, Optional<FaceRecogniser> recogniser, String sensitive) {

  /**
   * Audits, writes the report and signs.
   *
   * @param data folder of a data set, or of images; without one there must be films
   * @param extractor the package
   * @return the exit code
   * @throws IllegalArgumentException if options do not fit each other
   */
  int run(Optional<Path> data, ExtractorPackage extractor, FilterAuditRequest request) {
    MaskAuditSources sources = new MaskAuditSources(data.map(MaskRecheck::images), masks.films());
    Digest digest = sources.digest();
    // Nobody can look for a seed that flatters.
    long seed = ByteBuffer.wrap(digest.bytes()).getLong();
    MaskAudit audit =
        new MaskAudit(
            AuditedMask.of(extractor, request.threads()),
            sources,
            MaskRecheck.instruments(masks, recogniser),
            new MaskAuditSettings(
                sensitive,
                request.judgement().effort(),
                seed,
                request.threads(),
                request.output().showsCaptures()),
            request.judgement().policy());
    return request.conclude(
        audit.run(request.console().progress("auditing")),
        extractor,
        Version.provenance().from(seed, digest));
  }
}
