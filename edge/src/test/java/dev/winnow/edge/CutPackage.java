package dev.winnow.edge;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.Embedding;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.Manifest;
import dev.winnow.core.ModelCard;
import dev.winnow.core.NetworkExtractor;
import dev.winnow.core.OutputHead;
import dev.winnow.core.Provenance;
import dev.winnow.data.CaptureId;
import dev.winnow.onnx.Cut;
import dev.winnow.onnx.SplitNetwork;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What benchmarks run: a network that was cut and nothing else, and ONNX Runtime beside it. */
final class CutPackage {
  private CutPackage() {}

  /**
   * The package of the part before the cut.
   *
   * @param card of the network, with its preprocessing
   */
  static ExtractorPackage of(SplitNetwork parts, Cut cut, ModelCard card) {
    byte[] network = parts.extractor().toBytes();
    String output = parts.analyzer().outputs().get(0).name();
    Manifest manifest =
        new Manifest(
            "benchmark",
            "1",
            card.preprocessing().orElseThrow(),
            new NetworkExtractor(
                parts.extractor().inputs().get(0).name(),
                new NetworkExtractor.CutPoint(cut.tensor(), cut.layer(), cut.op(), cut.edgeShare()),
                Embedding.SIMPLE,
                new NetworkExtractor.Feature(cut.tensor(), cut.shape()),
                Digest.of(network)),
            new AnalyzerSpec(
                List.of(new OutputHead.Classification(output, card.labels())),
                Digest.of(parts.analyzer().toBytes())),
            Provenance.here(Map.of()));
    return ExtractorPackage.of(manifest, network);
  }

  /** Of so many captures that have nothing to do with one another. */
  static List<CaptureId> ids(int rows) {
    return IntStream.range(0, rows).mapToObj(row -> CaptureId.ofFile("" + row)).toList();
  }

  /** Of ONNX Runtime; whoever asks closes them. */
  static OrtSession.SessionOptions singleThread() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return options;
  }
}
