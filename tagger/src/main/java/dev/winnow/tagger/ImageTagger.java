package dev.winnow.tagger;

import dev.winnow.core.Tensor;
import dev.winnow.image.Image;

/** Says what is on an image. For one thread at a time; whoever opens it closes it. */
interface ImageTagger extends AutoCloseable {

  /** A tensor of the shape that the terms of its {@link TaggerPlan} promise. */
  Tensor tag(Image image);

  /** Frees native memory. */
  @Override
  void close();
}
