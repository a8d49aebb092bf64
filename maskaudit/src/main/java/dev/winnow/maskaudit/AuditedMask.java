package dev.winnow.maskaudit;

import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.detection.Detector;
import dev.winnow.mask.FrameMasker;
import dev.winnow.mask.MaskDetector;
import dev.winnow.mask.MaskPackage;
import dev.winnow.mask.MaskSettings;
import dev.winnow.mask.StillMasker;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A mask that is audited: the very code that runs on a node.
 *
 * @param settings of the mask
 * @param detector opens its detectors as one; whoever masks closes it
 * @param own digests of its detectors' files, which are no judges of it
 */
public record AuditedMask(MaskSettings settings, Supplier<Detector> detector, Set<Digest> own) {
  public AuditedMask {
    own = Set.copyOf(own);
  }

  /**
   * The mask of a package.
   *
   * @param threads that compute one look
   * @throws dev.winnow.core.UnsupportedPackageException if it is none
   */
  public static AuditedMask of(ExtractorPackage extractor, int threads) {
    MaskPackage mask = MaskPackage.of(extractor);
    return new AuditedMask(
        mask.settings(),
        () -> mask.open(threads),
        mask.detectors().stream().map(MaskDetector::digest).collect(Collectors.toSet()));
  }

  /** Whether nothing is left where it masks. */
  boolean isSolid() {
    return settings.appearance().fill() == MaskSettings.Fill.SOLID;
  }

  /** The same mask, of one colour. */
  AuditedMask solid() {
    MaskSettings.Appearance own = settings.appearance();
    return new AuditedMask(
        settings.with(
            new MaskSettings.Appearance(own.shape(), MaskSettings.Fill.SOLID, own.margin())),
        detector,
        this.own);
  }

  /** For the frames of one film; whoever opens it closes it. */
  FrameMasker film() {
    return FrameMasker.of(detector.get(), settings);
  }

  /** For images; whoever opens it closes it. */
  StillMasker stills() {
    return StillMasker.of(detector.get(), settings);
  }
}
