package dev.winnow.audio;

import dev.winnow.core.AudioSpec;
import dev.winnow.core.InputSpec;
import dev.winnow.core.UnsuitableModalityException;
import dev.winnow.data.Augmentation;
import dev.winnow.data.CaptureFeature;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.ReconstructionForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recordings in WAV files, and in FLAC, Ogg and MP3 where something on the class path reads them.
 */
public final class AudioModality implements Modality {
  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.AUDIO;
  }

  @Override
  public FileKind kindOf(String name, byte[] head) {
    RecordingFormat format = RecordingFormat.of(head);
    if (format == RecordingFormat.UNKNOWN) {
      return RecordingFormat.isNamedSo(name) ? FileKind.CAPTURE : FileKind.OTHER;
    }
    return RecordingReader.reads(format)
        ? FileKind.CAPTURE
        : FileKind.leftOut(format.title(), format.remedy());
  }

  @Override
  public InputPreprocessor preprocessor(InputSpec spec) {
    return AudioPreprocessor.of(audio("a reader of audio takes", spec));
  }

  /** Copies a little earlier or later, louder or softer, and of samples also noisier. */
  @Override
  public CapturePerturbation perturbation(InputSpec spec, long seed) {
    return new AudioPerturbation(audio("an attacker who alters sound takes", spec), seed);
  }

  /**
   * Recordings moved in time, louder or softer, noisier or masked, see {@link AudioAugmentation}.
   */
  @Override
  public Augmentation augmentation(InputSpec spec, Map<String, Double> strengths) {
    return AudioAugmentation.of(audio("who varies sound takes", spec), strengths);
  }

  /** Recordings as they are, and mean and deviation of the level in each mel band. */
  @Override
  public List<CaptureFeature> rawFeatures(InputSpec spec) {
    List<CaptureFeature> features = new ArrayList<>(List.of(CaptureFeature.WHOLE));
    MelLevels.of(audio("an attacker on sound takes", spec))
        .map(levels -> new CaptureFeature(MelLevels.STATISTICS, levels::statistics))
        .ifPresent(features::add);
    return List.copyOf(features);
  }

  @Override
  public Optional<ReconstructionForm> reconstruction(InputSpec spec) {
    return AudioReconstruction.of(audio("an attacker who makes sound takes", spec))
        .map(form -> form);
  }

  private AudioSpec audio(String who, InputSpec spec) {
    if (spec instanceof AudioSpec audio) {
      return audio;
    }
    throw UnsuitableModalityException.of(who, kind(), "the network", spec.modality());
  }
}
