package dev.winnow.tagger;

import dev.winnow.analyzer.BackendTerms;
import dev.winnow.wire.Datatype;
import dev.winnow.wire.TensorMetadata;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a tagger answers, and how one is opened.
 *
 * @param terms one input, the image, and one output
 * @param open makes a tagger for one thread
 */
record TaggerPlan(BackendTerms terms, Supplier<ImageTagger> open) {
  /** The name of the input. */
  static final String IMAGE = "image";

  /** The terms of a tagger with that output. */
  static BackendTerms terms(TensorMetadata output) {
    TensorMetadata image = new TensorMetadata(IMAGE, Datatype.BYTES, List.of(1L), List.of());
    return new BackendTerms(TaggerFactory.WORD, List.of(image), List.of(output), 1);
  }
}
