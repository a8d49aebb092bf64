package dev.winnow.app.preprocessing;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.ImageSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.Normalization;
import dev.winnow.core.SeriesSpec;
import dev.winnow.core.Shape;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.DataCard;
import dev.winnow.data.DataSet;
import dev.winnow.onnx.Network;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a capture becomes the network's input, where the network itself does not say so. */
public final class PreprocessingOptions {
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
          "Subtracted from each channel's pixels (0 to 255), sound (-1 to 1) or readings, one number"
              + " or one a channel; of --mel from its values (default for other than images: 0).")
  private List<Double> mean = List.of();

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "NUMBER",
      description =
          "What the difference is divided by, one number or one a channel (default for other than"
              + " images: 1).")
  private List<Double> scale = List.of();

  @Mixin private RecordingOptions recording = new RecordingOptions();

  /**
   * The preprocessing of a network: what its card says, or else the data set it is built on, and
   * the options given before both. Of images the crop of the data set counts before the card's.
   *
   * @throws UnsuitableModalityException if the options are about other captures than the network's
   * @throws UnknownPreprocessingException if neither the card nor the options say it
   */
  public InputSpec of(Network network, Optional<DataSet> set) {
    return of(network, set, crop);
  }

  /**
   * The same as if no crop were given, which is about images of another size than the network's.
   */
  public InputSpec uncropped(Network network, Optional<DataSet> set) {
    return of(network, set, Optional.empty());
  }

  /** Images with the crop that was given, if one was. */
  public ImageSpec cropped(ImageSpec images) {
    return crop.map(images::withCrop).orElse(images);
  }

  private InputSpec of(Network network, Optional<DataSet> set, Optional<Double> share) {
    InputAxes input = new InputAxes(network.inputs().get(0).shape());
    Optional<InputSpec> said = network.card().preprocessing();
    Optional<DataCard> card = set.map(DataSet::card);
    return switch (kind(said.map(InputSpec::modality), card.map(DataCard::modality))) {
      case IMAGE -> image(input, said.map(ImageSpec.class::cast), card, share);
      case AUDIO -> audio(input, said.map(AudioSpec.class::cast), card);
      case SERIES -> series(input, said.map(SeriesSpec.class::cast), card);
    };
  }

  private InputSpec.Kind kind(Optional<InputSpec.Kind> network, Optional<InputSpec.Kind> set) {
    network.ifPresent(recording::requireKind);
    Optional<InputSpec.Kind> known = network.or(() -> set);
    Optional<InputSpec.Kind> stated = recording.kind(known);
    if (crop.isEmpty() && fit.isEmpty() && colour.isEmpty()) {
      return stated.or(() -> known).orElse(InputSpec.Kind.IMAGE);
    }
    stated
        .or(() -> network)
        .filter(kind -> kind != InputSpec.Kind.IMAGE)
        .ifPresent(
            kind -> {
              throw UnsuitableModalityException.of(
                  "--crop, --fit and --colour take", InputSpec.Kind.IMAGE, "the network", kind);
            });
    return InputSpec.Kind.IMAGE;
  }

  private ImageSpec image(
      InputAxes input, Optional<ImageSpec> said, Optional<DataCard> set, Optional<Double> share) {
    if (!input.isImage() || (said.isEmpty() && (mean.isEmpty() || scale.isEmpty()))) {
      throw UnknownPreprocessingException.of(input);
    }
    Shape shape = input.shape();
    ImageSpec.Colour channels =
        colour.or(() -> said.map(ImageSpec::colour)).orElse(byCount(shape.dim(0)));
    return new ImageSpec(
        shape.dim(2),
        shape.dim(1),
        share.or(() -> set.flatMap(DataCard::crop)).or(() -> said.map(ImageSpec::crop)).orElse(1.0),
        fit.or(() -> said.map(ImageSpec::fit)).orElse(ImageSpec.Fit.LETTERBOX),
        channels,
        scaling(
            channels.channels(),
            said.map(ImageSpec::normalization).orElse(new Normalization(List.of(), List.of()))));
  }

  private AudioSpec audio(InputAxes input, Optional<AudioSpec> said, Optional<DataCard> set) {
    Normalization own =
        said.map(spec -> Normalization.same(1, spec.mean(), spec.scale()))
            .orElse(Normalization.same(1, 0, 1));
    return recording.audio(input, said, set, scaling(1, own));
  }

  private SeriesSpec series(InputAxes input, Optional<SeriesSpec> said, Optional<DataCard> set) {
    List<String> channels = recording.channels(input, said, set);
    Normalization own =
        said.map(SeriesSpec::normalization).orElse(Normalization.same(channels.size(), 0, 1));
    return recording.series(input, channels, said, set, scaling(channels.size(), own));
  }

  private static ImageSpec.Colour byCount(int channels) {
    return channels == 1 ? ImageSpec.Colour.GREY : ImageSpec.Colour.RGB;
  }

  /** What was given, in the place of what is otherwise done. */
  private Normalization scaling(int channels, Normalization otherwise) {
    return new Normalization(
        perChannel(mean, otherwise.mean(), channels),
        perChannel(scale, otherwise.scale(), channels));
  }

  private static List<Double> perChannel(List<Double> given, List<Double> said, int channels) {
    List<Double> values = given.isEmpty() ? said : given;
    return values.size() == 1 ? Collections.nCopies(channels, values.get(0)) : values;
  }
}
