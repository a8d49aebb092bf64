package dev.winnow.image;

import dev.winnow.core.InputSpec;
import dev.winnow.data.CapturePerturbation;
import dev.winnow.data.InputPreprocessor;
import dev.winnow.data.Modality;

/** Images: JPEG, PNG, BMP, PGM and PPM. */
public final class ImageModality implements Modality {
  @Override
  public InputSpec.Kind kind() {
    return InputSpec.Kind.IMAGE;
  }

  @Override
  public boolean reads(String name) {
    return ImageDecoder.isImage(name);
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
}
