package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.mask.MaskParts;
import dev.winnow.mask.MaskSettings;
import dev.winnow.onnx.Network;
import dev.winnow.tagger.TaggerRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code winnow build --filter mask}: a mask's package, and the tagger that answers it. */
final class MaskBuild {
  private MaskBuild() {}

  /** What was written. */
  private record Written(Path extractor, Path analyzer, ExtractorPackage content) {}

  /**
   * Builds.
   *
   * @param tagger the detector by which the analyzer answers
   * @throws IllegalArgumentException if an option is not of its form
   */
  static void run(
      MaskOptions options, Path tagger, PackageOutput output, Console console, boolean json) {
    Written written = write(options, Network.read(tagger), output);
    console.result(json ? Json.line(toJson(written)) : text(written, options));
  }

  private static Written write(MaskOptions options, Network tagger, PackageOutput output) {
    MaskParts parts = new MaskParts();
    options.detectors().forEach(parts::add);
    DetectorSpec tags = DetectorSpec.of(tagger);
    int[] largest = options.largest();
    ExtractorPackage packed =
        parts
            .with(MaskSettings.of(options.settings()))
            .packed(
                output.name(),
                output.version(),
                largest,
                new AnalyzerSpec(
                    List.of(new OutputHead.Detection("objects", tags.labels())),
                    Digest.of(tagger.toBytes())),
                output.provenance());
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    Path repository = output.folder().resolve("analyzer");
    try {
      Files.createDirectories(repository);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + repository, e);
    }
    packed.write(file);
    TaggerRepository.write(repository, output.name(), output.version(), tagger, tags);
    return new Written(file, repository, packed);
  }

  private static ObjectNode toJson(Written written) {
    ObjectNode json = Json.object().put("extractor", written.extractor.toString());
    json.put("analyzer", written.analyzer.toString());
    json.set("manifest", written.content.manifest().toJson());
    return json;
  }

  private static String text(Written written, MaskOptions options) {
    return """
        masks      what %s find
        edge       %s
        cloud      %s: %d labels

        Next: winnow serve %s
              winnow edge %s --uncertified --source VIDEO --preview --analyzer http://localhost:8080"""
        .formatted(
            String.join(" and ", options.detectors()),
            written.extractor,
            written.analyzer,
            ((OutputHead.Detection) written.content.manifest().analyzer().heads().get(0))
                .labels()
                .size(),
            written.analyzer,
            written.extractor);
  }
}
