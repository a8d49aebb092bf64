package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.noise.ChannelCapacity;
import dev.winnow.privacy.Reidentification;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One embedding, built and measured on the test people.
 *
 * @param embedding how the feature is made
 * @param cut tensor
 * @param dims values of the feature
 * @param clip deviations that a reduced feature may lie from its centre
 * @param noise how the edge randomises it
 * @param accuracy of extractor, noise and analyzer together
 * @param identity what the adversaries make of the feature
 * @param leakage of the strongest of them
 * @param extractor the package, if one was written
 */
record EmbeddingResult(
    Embedding embedding,
    String cut,
    int dims,
    OptionalDouble clip,
    Optional<NoiseSearchSpace.Chosen> noise,
    TaskAccuracy accuracy,
    Reidentification identity,
    double leakage,
    Optional<Path> extractor) {

  /** Such as {@code advanced + noise}. */
  String title() {
    return embedding.word() + (noise.isPresent() ? " + noise" : "");
  }

  /** The most that a first answer tells; empty if nothing bounds it. */
  OptionalDouble bits() {
    return noise
        .map(chosen -> OptionalDouble.of(ChannelCapacity.of(chosen.mechanism()).first()))
        .orElse(OptionalDouble.empty());
  }

  int bytes() {
    return dims * Float.BYTES;
  }

  /** The same with the package that was written. */
  EmbeddingResult at(Path file) {
    return new EmbeddingResult(
        embedding, cut, dims, clip, noise, accuracy, identity, leakage, Optional.of(file));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("embedding", embedding.word()).put("cut", cut);
    json.put("dims", dims);
    clip.ifPresent(value -> json.put("clip", value));
    json.put("bytes", bytes());
    noise.ifPresent(
        chosen -> {
          json.put("strength", chosen.strength());
          json.set("mechanism", chosen.mechanism().toJson());
        });
    bits().ifPresent(bits -> json.put("bits", bits));
    json.set("accuracy", accuracy.toJson());
    json.set("identity", identity.toJson());
    json.put("leakage", leakage);
    extractor.ifPresent(file -> json.put("extractor", file.toString()));
    return json;
  }
}
