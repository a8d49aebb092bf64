package dev.winnow.mask;

import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.CaptureFilter;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Manifest;
import dev.winnow.core.Normalization;
import dev.winnow.core.Provenance;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.UnsupportedPackageException;
import dev.winnow.detection.Detector;
import dev.winnow.detection.JoinedDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A mask as an extractor package has it.
 *
 * @param settings of the mask
 * @param detectors of what it covers, at least one
 * @param files of the detectors by name, not copied: nobody changes them
 */
public record MaskPackage(
    MaskSettings settings, List<MaskDetector> detectors, Map<String, byte[]> files) {
  /**
   * @throws IllegalArgumentException if there is no detector
   */
  public MaskPackage {
    detectors = List.copyOf(detectors);
    files = Map.copyOf(files);
    if (detectors.isEmpty()) {
      throw new IllegalArgumentException("a mask needs a detector");
    }
  }

  /**
   * A package without a certificate.
   *
   * @param name of the service
   * @param version of the service, a positive number in digits
   * @param largest width and height of the largest frame that leaves, in pixels; larger ones are
   *     made smaller
   * @param analyzer that tags what leaves
   */
  public ExtractorPackage packed(
      String name, String version, int[] largest, AnalyzerSpec analyzer, Provenance provenance) {
    ImageSpec spec =
        new ImageSpec(
            largest[0],
            largest[1],
            1,
            ImageSpec.Fit.LETTERBOX,
            ImageSpec.Colour.RGB,
            new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));
    return packed(
        new Manifest(name, version, spec, filter(settings.toMap()), analyzer, provenance));
  }

  /**
   * A package without a certificate, of which frames leave as tensors of pixels.
   *
   * @param name of the service
   * @param version of the service, a positive number in digits
   * @param prepared how a masked frame becomes what leaves
   * @param tensor that the analyzer takes
   * @param analyzer that tags what leaves
   */
  public ExtractorPackage packed(
      String name,
      String version,
      ImageSpec prepared,
      ReleasedTensor tensor,
      AnalyzerSpec analyzer,
      Provenance provenance) {
    CaptureFilter filter = filter(tensor.addTo(settings.toMap()));
    return packed(new Manifest(name, version, prepared, filter, analyzer, provenance));
  }

  private CaptureFilter filter(Map<String, String> words) {
    return new CaptureFilter(
        CaptureFilter.Method.MASK, words, detectors.stream().map(MaskDetector::part).toList());
  }

  private ExtractorPackage packed(Manifest manifest) {
    return ExtractorPackage.of(manifest, files);
  }

  /**
   * Reads the mask of a package.
   *
   * @throws UnsupportedPackageException if it is none, or its settings are not understood
   */
  public static MaskPackage of(ExtractorPackage extractor) {
    CaptureFilter filter = extractor.manifest().filter();
    if (filter.method() != CaptureFilter.Method.MASK || filter.parts().isEmpty()) {
      throw new UnsupportedPackageException(
          extractor.manifest().name() + " is no mask with a detector; build it again");
    }
    Map<String, byte[]> files = new TreeMap<>();
    filter.files().keySet().forEach(name -> files.put(name, extractor.file(name)));
    Map<String, String> words = new TreeMap<>(filter.settings());
    words.keySet().removeAll(ReleasedTensor.SETTINGS);
    return new MaskPackage(
        MaskSettings.of(words), filter.parts().stream().map(MaskDetector::of).toList(), files);
  }

  /**
   * All detectors as one, of what is masked alone, with scores that mean the same for all of them:
   * from one half on a detection counts by itself. Whoever opens it closes it.
   *
   * @param threads that compute one look
   */
  public Detector open(int threads) {
    List<Detector> opened = new ArrayList<>();
    try {
      for (MaskDetector detector : detectors) {
        byte[] content = Objects.requireNonNull(files.get(detector.file()));
        opened.add(detector.open(content, threads));
      }
      return opened.size() == 1 ? opened.get(0) : JoinedDetector.of(opened);
    } catch (RuntimeException e) {
      opened.forEach(Detector::close);
      throw e;
    }
  }
}
