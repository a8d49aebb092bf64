package dev.winnow.app.mask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.PackageOutput;
import dev.winnow.cli.Console;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Json;
import dev.winnow.core.OutputHead;
import dev.winnow.detection.DetectorSpec;
import dev.winnow.mask.MaskPackage;
import dev.winnow.mask.MaskParts;
import dev.winnow.mask.MaskSettings;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.NetworkImport;
import dev.winnow.tagger.TaggerRepository;
import java.nio.file.Path;
import java.util.List;

/** {@code winnow build --filter mask}: a mask's package, and the tagger that answers it. */
public final class MaskBuild {
  private MaskBuild() {}

  /**
   * What was written.
   *
   * @param extractor the package's file
   * @param analyzer the repository's folder
   * @param content of the package
   */
  record Written(Path extractor, Path analyzer, ExtractorPackage content) {}

  /**
   * Builds.
   *
   * @param tagger the detector by which the analyzer answers
   * @throws IllegalArgumentException if an option is not of its form
   */
  public static void run(
      MaskOptions options, Path tagger, PackageOutput output, Console console, boolean json) {
    Network network = options.pixels() ? NetworkImport.readFloats(tagger) : Network.read(tagger);
    MaskParts parts = new MaskParts();
    List<String> detectors = options.detectors(tagger, network);
    detectors.forEach(parts::add);
    MaskPackage mask = parts.with(MaskSettings.of(options.settings()));
    Written written =
        options.pixels()
            ? PixelPackage.write(mask, network, output)
            : write(mask, options.largest(), network, DetectorSpec.of(network), output);
    console.result(json ? Json.line(toJson(written)) : text(written, detectors));
  }

  /**
   * Writes a mask's package, and the repository of the tagger that answers it.
   *
   * @param largest width and height of the largest frame that leaves
   * @param tags how the tagger is used
   */
  static Written write(
      MaskPackage mask, int[] largest, Network tagger, DetectorSpec tags, PackageOutput output) {
    ExtractorPackage packed =
        mask.packed(
            output.name(),
            output.version(),
            largest,
            new AnalyzerSpec(
                List.of(new OutputHead.Detection(TaggerRepository.OBJECTS, tags.labels())),
                Digest.of(tagger.toBytes())),
            output.provenance());
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    Path repository = output.folder().resolve("analyzer");
    // Which makes the folder that the package goes to.
    TaggerRepository.write(repository, output.name(), output.version(), tagger, tags);
    packed.write(file);
    return new Written(file, repository, packed);
  }

  private static int labels(OutputHead head) {
    return head instanceof OutputHead.Detection detection
        ? detection.labels().size()
        : head instanceof OutputHead.Classification classes ? classes.labels().size() : 0;
  }

  private static ObjectNode toJson(Written written) {
    ObjectNode json = Json.object().put("extractor", written.extractor.toString());
    json.put("analyzer", written.analyzer.toString());
    json.set("manifest", written.content.manifest().toJson());
    return json;
  }

  private static String text(Written written, List<String> detectors) {
    return """
        masks      what %s find
        edge       %s
        cloud      %s: %d labels

        Next: winnow serve %s
              winnow edge %s --uncertified --source VIDEO --preview --analyzer http://localhost:8080"""
        .formatted(
            String.join(" and ", detectors),
            written.extractor,
            written.analyzer,
            labels(written.content.manifest().analyzer().heads().get(0)),
            written.analyzer,
            written.extractor);
  }
}
