package dev.winnow.mask;

import dev.winnow.core.ImageSpec;
import dev.winnow.core.Manifest;
import dev.winnow.core.ReleasedTensor;
import dev.winnow.image.Image;

/** As what a masked frame leaves. For one thread. */
interface ReleaseForm extends AutoCloseable {
  /** The bytes that leave. */
  byte[] encode(Image image);

  /** As a package's manifest says; whoever opens it closes it. */
  static ReleaseForm of(Manifest manifest) {
    ImageSpec spec = manifest.preprocessing().asImage("a mask of images");
    return ReleasedTensor.of(manifest.filter())
        .<ReleaseForm>map(tensor -> new TensorForm(spec, tensor))
        .orElseGet(() -> new JpegForm(spec));
  }

  @Override
  void close();
}
