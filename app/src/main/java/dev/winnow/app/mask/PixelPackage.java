package dev.winnow.app.mask;

import dev.winnow.analyzer.ModelRepository;
import dev.winnow.build.PackageOutput;
import dev.winnow.core.AnalyzerSpec;
import dev.winnow.core.Digest;
import dev.winnow.core.ExtractorPackage;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.OutputHead;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.core.Shape;
import dev.winnow.mask.MaskPackage;
import dev.winnow.onnx.Network;
import dev.winnow.onnx.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A mask's package whose analyzer is a network as it is, in a repository that any server loads. */
final class PixelPackage {
  private static final int NUMBERS_OF_A_BOX = 6;

  private PixelPackage() {}

  /**
   * Writes the package, and the repository.
   *
   * @throws IllegalArgumentException if the network is none that can be answered by as it is
   */
  static MaskBuild.Written write(MaskPackage mask, Network network, PackageOutput output) {
    ImageSpec spec =
        network
            .card()
            .preprocessing()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s does not say how images are prepared for it; write a card into it with winnow card"
                            .formatted(network)))
            .asImage("a tensor of pixels");
    OutputHead head = head(network, spec);
    ExtractorPackage packed =
        mask.packed(
            output.name(),
            output.version(),
            spec,
            tensor(network, spec),
            new AnalyzerSpec(List.of(head), Digest.of(network.toBytes())),
            output.provenance());
    Path file = output.folder().resolve(output.name() + ExtractorPackage.ENDING);
    Path repository = output.folder().resolve("analyzer");
    // Which makes the folder that the package goes to.
    ModelRepository.write(
        repository,
        output.name(),
        output.version(),
        network,
        head instanceof OutputHead.Classification classes
            ? Map.of(head.name(), classes.labels())
            : Map.of());
    packed.write(file);
    return new MaskBuild.Written(file, repository, packed);
  }

  private static ReleasedTensor tensor(Network network, ImageSpec spec) {
    TensorSpec input = network.inputs().get(0);
    int channels = spec.colour().channels();
    Shape last = Shape.of(spec.height(), spec.width(), channels);
    boolean channelsLast = input.shape().equals(last);
    boolean fits = channelsLast || input.shape().equals(spec.shape());
    if (network.inputs().size() != 1 || input.batch().orElse(1) != 1 || !fits) {
      throw new IllegalArgumentException(
          "the network takes %s, and its card prepares one image of %s"
              .formatted(network.inputs(), spec.shape()));
    }
    return new ReleasedTensor(input.name(), channelsLast);
  }

  private static OutputHead head(Network network, ImageSpec spec) {
    List<String> labels = network.card().labels();
    TensorSpec made = network.outputs().get(0);
    boolean isOne = network.outputs().size() == 1;
    int rank = made.shape().rank();
    if (isOne && rank == 2 && made.shape().dim(1) == NUMBERS_OF_A_BOX) {
      if (spec.fit() != ImageSpec.Fit.STRETCH || spec.crop() != 1) {
        throw new IllegalArgumentException(
            "boxes are shares of the whole frame only if its card stretches whole images");
      }
      return new OutputHead.Detection(made.name(), labels);
    }
    if (isOne && rank == 1 && made.shape().dim(0) == labels.size()) {
      return new OutputHead.Classification(made.name(), labels);
    }
    throw new IllegalArgumentException(
        "with --pixels the network must make n×6 numbers for objects, or one for each of its card's %d labels; it makes %s"
            .formatted(labels.size(), network.outputs()));
  }
}
