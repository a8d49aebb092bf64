package dev.winnow.app;

import dev.winnow.core.Preprocessing;
import dev.winnow.core.Shape;
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
      description = "Share of the image kept around its centre (default: 1).")
  private Optional<Double> crop = Optional.empty();

  @Option(
      names = "--fit",
      description = "If the proportions differ: ${COMPLETION-CANDIDATES} (default: letterbox).")
  private Optional<Preprocessing.Fit> fit = Optional.empty();

  @Option(
      names = "--colour",
      description = "Order of the channels: ${COMPLETION-CANDIDATES} (default: rgb, or grey).")
  private Optional<Preprocessing.Colour> colour = Optional.empty();

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
   * The preprocessing of a network: what its card says, with the options given put in its place.
   *
   * @throws UnknownPreprocessingException if neither the card nor the options say it
   */
  Preprocessing of(Network network) {
    Optional<Preprocessing> said = network.card().preprocessing();
    Shape shape = network.inputs().get(0).shape();
    if (said.isEmpty() && (mean.isEmpty() || scale.isEmpty() || shape.rank() != 3)) {
      throw new UnknownPreprocessingException(shape);
    }
    Preprocessing.Colour channels =
        colour.or(() -> said.map(Preprocessing::colour)).orElse(byCount(shape.dim(0)));
    return new Preprocessing(
        shape.dim(2),
        shape.dim(1),
        crop.or(() -> said.map(Preprocessing::crop)).orElse(1.0),
        fit.or(() -> said.map(Preprocessing::fit)).orElse(Preprocessing.Fit.LETTERBOX),
        channels,
        perChannel(mean, said.map(Preprocessing::mean), channels),
        perChannel(scale, said.map(Preprocessing::scale), channels));
  }

  private static Preprocessing.Colour byCount(int channels) {
    return channels == 1 ? Preprocessing.Colour.GREY : Preprocessing.Colour.RGB;
  }

  private static List<Double> perChannel(
      List<Double> given, Optional<List<Double>> said, Preprocessing.Colour colour) {
    List<Double> values = given.isEmpty() ? said.orElse(List.of()) : given;
    return values.size() == 1 ? Collections.nCopies(colour.channels(), values.get(0)) : values;
  }
}
