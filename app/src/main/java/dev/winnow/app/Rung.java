package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import dev.winnow.core.Noise;
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
 * @param noise that the edge adds
 * @param accuracy of extractor, noise and analyzer together
 * @param identity what the adversaries make of the feature
 * @param leakage of the strongest of them
 * @param extractor the package, if one was written
 */
record Rung(
    Embedding embedding,
    String cut,
    int dims,
    OptionalDouble clip,
    Optional<Noise> noise,
    Scored accuracy,
    Reidentification identity,
    double leakage,
    Optional<Path> extractor) {

  /** Such as {@code advanced + noise}. */
  String title() {
    return embedding.word() + (noise.isPresent() ? " + noise" : "");
  }

  int bytes() {
    return dims * Float.BYTES;
  }

  /** The same with the package that was written. */
  Rung at(Path file) {
    return new Rung(
        embedding, cut, dims, clip, noise, accuracy, identity, leakage, Optional.of(file));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object().put("embedding", embedding.word()).put("cut", cut);
    json.put("dims", dims);
    clip.ifPresent(value -> json.put("clip", value));
    noise.ifPresent(
        added ->
            json.put("noise", added.ratio())
                .put("mode", added.mode().word())
                .put("sigma", added.sigma()));
    json.put("bytes", bytes());
    noise.ifPresent(added -> json.put("bits", added.bits()));
    json.set("accuracy", accuracy.toJson());
    json.set("identity", identity.toJson());
    json.put("leakage", leakage);
    extractor.ifPresent(file -> json.put("extractor", file.toString()));
    return json;
  }
}
