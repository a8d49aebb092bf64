package dev.winnow.build;

import dev.winnow.core.Embedding;
import dev.winnow.core.InputSpec;
import dev.winnow.core.OutputHead;
import dev.winnow.onnx.Cut;
import java.util.List;
import java.util.Optional;

/**
 * What a package says of its parts, beside what they show.
 *
 * @param edgeShare of the multiply-accumulates of the network that was to be cut, what the edge has
 * @param noise behind the extractor, if there is any
 * @param heads of the network
 */
record PackageContent(
    InputSpec preprocessing,
    Cut cut,
    double edgeShare,
    Embedding embedding,
    Optional<NoiseChoice> noise,
    List<OutputHead> heads) {}
