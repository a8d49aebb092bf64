package dev.winnow.app;

import dev.winnow.core.InputSpec;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which network {@code winnow train} trains. */
final class ArchitectureOptions {
  @Option(
      names = "--arch",
      description =
          "${COMPLETION-CANDIDATES} (default: vgg of images, cnn2d of sound, cnn1d of series).")
  private Optional<Architecture> architecture = Optional.empty();

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Of gru, lstm and crnn: values of a state, each way (default: 64).")
  private Optional<Integer> hidden = Optional.empty();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Of gru, lstm and crnn: recurrent layers one on the other (default: 1).")
  private Optional<Integer> layers = Optional.empty();

  @Option(names = "--bidirectional", description = "Of gru, lstm and crnn: go backwards too.")
  private boolean bidirectional;

  /** What was asked for, or else what suits a kind of captures. */
  Architecture of(InputSpec.Kind kind) {
    return architecture.orElse(
        switch (kind) {
          case IMAGE -> Architecture.VGG;
          case AUDIO -> Architecture.CNN2D;
          case SERIES -> Architecture.CNN1D;
        });
  }

  /**
   * The recurrent part of a network.
   *
   * @throws IllegalArgumentException if one is asked for that the network does not have
   * @throws InvalidSettingException if a value is out of its range
   */
  RecurrentSettings recurrent(Architecture of) {
    if (!of.isRecurrent() && (hidden.isPresent() || layers.isPresent() || bidirectional)) {
      throw new IllegalArgumentException(
          "--hidden, --layers and --bidirectional are for gru, lstm and crnn, not for "
              + of.word());
    }
    RecurrentSettings standard = RecurrentSettings.STANDARD;
    return new RecurrentSettings(
        hidden.orElse(standard.hidden()), layers.orElse(standard.layers()), bidirectional);
  }
}
