package dev.winnow.app;

import dev.winnow.audit.FaceRecogniser;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.Shape;
import dev.winnow.image.CropWindow;
import dev.winnow.onnx.Network;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** An independent face recogniser that looks at reconstructions. */
final class RecogniserOptions {
  @Option(
      names = "--recogniser",
      paramLabel = "FILE",
      description = "A face recogniser (ONNX) that names people on reconstructions.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--recogniser-mean",
      defaultValue = "127.5",
      description = "Subtracted from its pixels (default: ${DEFAULT-VALUE}).")
  private double mean;

  @Option(
      names = "--recogniser-scale",
      defaultValue = "128",
      description = "Its pixels are divided by this (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(
      names = "--recogniser-colour",
      defaultValue = "rgb",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ImageSpec.Colour colour = ImageSpec.Colour.RGB;

  @Option(
      names = "--recogniser-window",
      paramLabel = "L,T,W,H",
      description =
          "What it sees of the extractor's image: left, top, width and height in shares of it; may"
              + " reach beyond (default: 0,0,1,1).")
  private Optional<String> window = Optional.empty();

  /** The recogniser, with its own preprocessing if its card has one. */
  Optional<FaceRecogniser> recogniser() {
    Optional<CropWindow> seen = window.map(RecogniserOptions::window);
    return file.map(Network::read)
        .map(
            network ->
                new FaceRecogniser(
                    network,
                    network
                        .card()
                        .preprocessing()
                        .map(spec -> spec.asImage("a recogniser"))
                        .orElseGet(() -> preprocessing(network)),
                    seen.orElse(CropWindow.WHOLE)));
  }

  private ImageSpec preprocessing(Network network) {
    Shape taken = network.inputs().get(0).shape();
    if (taken.rank() != 3) {
      throw new IllegalArgumentException(
          "--recogniser takes %s and must take images: channels, height, width".formatted(taken));
    }
    List<Double> means = Collections.nCopies(colour.channels(), mean);
    List<Double> scales = Collections.nCopies(colour.channels(), scale);
    return new ImageSpec(
        taken.dim(2),
        taken.dim(1),
        1,
        ImageSpec.Fit.STRETCH,
        colour,
        new Normalization(means, scales));
  }

  private static CropWindow window(String text) {
    try {
      double[] numbers = Stream.of(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (numbers.length == 4) {
        return new CropWindow(numbers[0], numbers[1], numbers[2], numbers[3]);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--recogniser-window is %s and must be four numbers, left,top,width,height"
            .formatted(text));
  }
}
