package dev.winnow.app.preprocessing;

import dev.winnow.core.WinnowException;
import java.util.List;

/** Nobody says how a capture becomes the network's input, or none can. */
final class UnknownPreprocessingException extends WinnowException {
  private UnknownPreprocessingException(String message) {
    super(message);
  }

  /** Nothing is said about the input at all. */
  static UnknownPreprocessingException of(InputAxes input) {
    if (input.isImage()) {
      return new UnknownPreprocessingException(
          "the network does not say how an image becomes its input of %s; say so with --mean and --scale (and --colour, --fit, --crop)"
              .formatted(input));
    }
    if (input.isRow()) {
      return new UnknownPreprocessingException(
          "the network does not say what its samples of %s are; give --sample-rate if they are sound, or --channels if they are rows of a table or readings of sensors"
              .formatted(input));
    }
    if (input.isWindow()) {
      return new UnknownPreprocessingException(
          "the network does not say what its samples of %s are; if they are readings of sensors, give --channels and --sample-rate"
              .formatted(input));
    }
    return new UnknownPreprocessingException(
        "the network takes samples of %s, which are no image (1 or 3 channels, height, width), no sound (a row of samples) and no series (channels and their values); export it with such an input"
            .formatted(input));
  }

  /** What is to be sound has more axes than time. */
  static UnknownPreprocessingException noSound(InputAxes input) {
    return new UnknownPreprocessingException(
        "the network takes samples of %s, and sound is a row of samples; describe the spectrogram that it takes with --mel, or export it with what makes one inside"
            .formatted(input));
  }

  /** The input is no spectrogram of so many bands. */
  static UnknownPreprocessingException otherBands(InputAxes input, int bands) {
    return new UnknownPreprocessingException(
        "the network takes samples of %s, and --mel makes frames of %d bands; give it as many bands as the last axis has, or export it with time before the bands"
            .formatted(input, bands));
  }

  /** Nothing says how fast a recording goes. */
  static UnknownPreprocessingException noRate(InputAxes input) {
    return new UnknownPreprocessingException(
        "nothing says how many values a second the network's input of %s has; give --sample-rate"
            .formatted(input));
  }

  /** Nothing names the channels of a series. */
  static UnknownPreprocessingException noChannels(InputAxes input) {
    return new UnknownPreprocessingException(
        "nothing names the channels of the network's input of %s; name them in its order with --channels"
            .formatted(input));
  }

  /** No axis of the input is as long as there are channels. */
  static UnknownPreprocessingException otherChannels(InputAxes input, List<String> channels) {
    return new UnknownPreprocessingException(
        "the network takes samples of %s, and %d channels are named: %s; name as many with --channels as it takes"
            .formatted(input, channels.size(), String.join(", ", channels)));
  }
}
