package dev.winnow.app.preprocessing;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.SeriesSpec;
import java.util.Optional;

/** What a network takes, for people. */
public final class InputText {
  private InputText() {}

  /** A line about sound, series and rows of tables, which no shape tells apart; none of images. */
  public static Optional<String> of(InputSpec input) {
    if (input instanceof AudioSpec audio) {
      String mel =
          audio
              .mel()
              .map(form -> ", as " + form.frames(audio.samples()) + " frames of " + form)
              .orElse("");
      return Optional.of(
          "sound, %,d samples at %,d a second%s".formatted(audio.samples(), audio.rate(), mel));
    }
    if (input instanceof SeriesSpec series) {
      String names = String.join(", ", series.channels());
      return Optional.of(
          series.length() == 1
              ? "one reading of " + names
              : "series, %,d readings of %s at %s a second"
                  .formatted(series.length(), names, whole(series.rate())));
    }
    return Optional.empty();
  }

  /** A rate without the decimals that most have not. */
  private static String whole(double rate) {
    return String.valueOf(rate).replaceFirst("\\.0$", "");
  }
}
