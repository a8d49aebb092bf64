package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import java.util.Locale;

/** Recordings in WAV files. */
public final class AudioModality implements Modality {
  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.AUDIO;
  }

  @Override
  public FileKind kindOf(String name, byte[] head) {
    return name.toLowerCase(Locale.ROOT).endsWith(".wav") ? FileKind.CAPTURE : FileKind.OTHER;
  }

  @Override
  public InputPreprocessor preprocessor(InputSpec spec) {
    if (spec instanceof AudioSpec audio) {
      return AudioPreprocessor.of(audio);
    }
    throw UnsuitableModalityException.of(
        "a reader of audio takes", kind(), "the network", spec.modality());
  }
}
