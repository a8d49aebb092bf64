package dev.winnow.app;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an image becomes the network's input, where the network itself does not say so. */
final class PreprocessingOptions {
  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description =
          "Share of the image kept around its centre (default: what --data states, or else the"
              + " network, or else 1).")
  private Optional<Double> crop = Optional.empty();

  @Option(
      names = "--fit",
      description = "If the proportions differ: ${COMPLETION-CANDIDATES} (default: letterbox).")
  private Optional<ImageSpec.Fit> fit = Optional.empty();

  @Option(
      names = "--colour",
      description = "Order of the channels: ${COMPLETION-CANDIDATES} (default: rgb, or grey).")
  private Optional<ImageSpec.Colour> colour = Optional.empty();

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "NUMBER",
      description =
          "Subtracted from each channel's pixels (0 to 255), one number or one a channel.")
  private List<Double> mean = List.of();

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "NUMBER",
      description = "What the difference is divided by, one number or one a channel.")
  private List<Double> scale = List.of();

  /**
   * The preprocessing of a network: what its card says, with the crop of the data set it is built
   * on in the place of its own, and the options given before both.
   *
   * @throws UnsuitableModalityException if the network takes something else than images
   * @throws UnknownPreprocessingException if neither the card nor the options say it
   */
  ImageSpec of(Network network, Optional<DataSet> set) {
    Optional<ImageSpec> said =
        network.card().preprocessing().map(spec -> spec.asImage("a cut of images"));
    Shape shape = network.inputs().get(0).shape();
    if (said.isEmpty()
        && (mean.isEmpty()
            || scale.isEmpty()
            || !UnknownPreprocessingException.isOfImages(shape))) {
      throw new UnknownPreprocessingException(shape);
    }
    ImageSpec.Colour channels =
        colour.or(() -> said.map(ImageSpec::colour)).orElse(byCount(shape.dim(0)));
    return new ImageSpec(
        shape.dim(2),
        shape.dim(1),
        crop.or(() -> set.flatMap(data -> data.card().crop()))
            .or(() -> said.map(ImageSpec::crop))
            .orElse(1.0),
        fit.or(() -> said.map(ImageSpec::fit)).orElse(ImageSpec.Fit.LETTERBOX),
        channels,
        new Normalization(
            perChannel(mean, said.map(ImageSpec::normalization).map(Normalization::mean), channels),
            perChannel(
                scale, said.map(ImageSpec::normalization).map(Normalization::scale), channels)));
  }

  private static ImageSpec.Colour byCount(int channels) {
    return channels == 1 ? ImageSpec.Colour.GREY : ImageSpec.Colour.RGB;
  }

  private static List<Double> perChannel(
      List<Double> given, Optional<List<Double>> said, ImageSpec.Colour colour) {
    List<Double> values = given.isEmpty() ? said.orElse(List.of()) : given;
    return values.size() == 1 ? Collections.nCopies(colour.channels(), values.get(0)) : values;
  }
}
