package dev.winnow.app.mask;

import dev.winnow.audit.FaceRecogniser;
import dev.winnow.audit.Recheck;
import dev.winnow.cli.Console;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.data.DataSet;
import dev.winnow.image.ImageModality;
import dev.winnow.maskaudit.AuditedMask;
import dev.winnow.maskaudit.MaskAudit;
import dev.winnow.maskaudit.MaskAuditSettings;
import dev.winnow.maskaudit.MaskAuditSources;
import dev.winnow.maskaudit.MaskInstruments;
import dev.winnow.maskaudit.TaggerFiles;
import dev.winnow.trust.Certificate;
import dev.winnow.trust.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Measures again what a mask's certificate states, on images and films of the client's own and by
 * the client's judges. Loaded only for masks.
 *
 * @param console that is told
 * @param masks films, judges and tagger
 * @param recogniser that names people, if there is one
 */
public record MaskRecheck(
    Console console, MaskAuditOptions masks, Optional<FaceRecogniser> recogniser) {

  /**
   * What became of each requirement that can be compared.
   *
   * @param data folder of a data set, or of images; without one there must be films
   * @throws IllegalArgumentException if options do not fit each other
   */
  public List<Recheck> of(
      ExtractorPackage extractor, Certificate certificate, Optional<Path> data) {
    if (masks.judges().isEmpty()) {
      throw new IllegalArgumentException(
          "whether faces are covered, a detector says that the mask does not have; name one with --judge");
    }
    Statement statement = certificate.statement();
    int threads = Runtime.getRuntime().availableProcessors();
    MaskAudit audit =
        new MaskAudit(
            AuditedMask.of(extractor, threads),
            new MaskAuditSources(data.map(MaskRecheck::images), masks.films()),
            instruments(masks, recogniser),
            new MaskAuditSettings(
                statement.outcome().settings().getOrDefault("sensitive", "identity"),
                statement.outcome().effort(),
                statement.provenance().seed().orElse(1L),
                threads,
                /* showsFrames= */ false),
            statement.policy());
    return Recheck.of(
        statement.policy(),
        statement.outcome().findings(),
        audit.run(console.progress("masking again")).findings());
  }

  /**
   * What options name, with who names people.
   *
   * @throws IllegalArgumentException if they name a tagger without boxes, or more than one
   */
  public static MaskInstruments instruments(
      MaskAuditOptions masks, Optional<FaceRecogniser> recogniser) {
    return new MaskInstruments(
        masks.judges(),
        recogniser,
        masks.taggers().stream()
            .findFirst()
            .map(tagger -> new TaggerFiles(tagger, masks.boxes(), masks.ignored())));
  }

  /** A data set, or a folder of images. */
  public static DataSet images(Path folder) {
    return Files.exists(folder.resolve("dataset.json"))
        ? DataSet.open(folder)
        : DataSet.ofFolder(folder, new ImageModality());
  }
}
