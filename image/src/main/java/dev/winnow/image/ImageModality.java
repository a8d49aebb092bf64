package dev.winnow.image;

import dev.winnow.core.InputSpec;
import dev.winnow.data.Augmentation;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.FileKind;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;
import dev.winnow.data.ReconstructionForm;
import java.util.Map;
import java.util.Optional;

/** Images, of whatever {@link ImageDecoder} reads; told by their content, not by their names. */
public final class ImageModality implements Modality {
  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.IMAGE;
  }

  @Override
  public FileKind kindOf(String name, byte[] head) {
    ImageFormat format = ImageFormat.of(head);
    if (format == ImageFormat.UNKNOWN) {
      return ImageFormat.isNamedSo(name) ? FileKind.CAPTURE : FileKind.OTHER;
    }
    return format.isReadable()
        ? FileKind.CAPTURE
        : FileKind.leftOut(format.title(), format.remedy());
  }

  @Override
  public InputPreprocessor preprocessor(InputSpec spec) {
    return ImagePreprocessor.of(spec.asImage("a reader of images"));
  }

  /** Copies that were moved, of another contrast, and compressed anew. */
  @Override
  public CapturePerturbation perturbation(InputSpec spec, long seed) {
    return new ImagePerturbation(spec.asImage("an attacker who alters images"), seed);
  }

  @Override
  public Map<String, Double> variations() {
    return ImageAugmentation.STANDARD;
  }

  /** Images that are mirrored, {@code flip}, and moved by up to so many pixels, {@code shift}. */
  @Override
  public Augmentation augmentation(InputSpec spec, Map<String, Double> strengths) {
    return ImageAugmentation.of(spec.asImage("who flips and shifts"), strengths);
  }

  @Override
  public Optional<ReconstructionForm> reconstruction(InputSpec spec) {
    return ImageReconstruction.of(spec.asImage("an attacker who makes images")).map(form -> form);
  }

  @Override
  public void warmUp() {
    ImageDecoder.warmUp();
  }
}
