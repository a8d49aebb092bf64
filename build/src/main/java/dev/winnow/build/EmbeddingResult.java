package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One embedding, built and measured on the test people.
 *
 * @param feature what it lets out
 * @param accuracy of extractor, noise and analyzer together
 * @param identity what it tells of people, if the data set tells them apart
 * @param cost of the extractor, for the edge
 * @param extractor the package, if one was written
 */
public record EmbeddingResult(
    EmbeddedFeature feature,
    TaskAccuracy accuracy,
    Optional<IdentityLeakage> identity,
    ExtractorCost cost,
    Optional<Path> extractor) {
  /** The same with the package that was written. */
  EmbeddingResult at(Path file) {
    return new EmbeddingResult(feature, accuracy, identity, cost, Optional.of(file));
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object().put("embedding", feature.embedding().word()).put("cut", feature.cut());
    json.put("edgeShare", cost.edgeShare());
    json.put("parameters", cost.parameters());
    json.put("milliseconds", cost.milliseconds());
    json.put("dims", feature.dims());
    feature.noise().ifPresent(noise -> json.put("clip", noise.clip()));
    json.put("bytes", feature.bytes());
    feature
        .noise()
        .ifPresent(
            noise -> {
              if (Double.isFinite(noise.strength())) {
                json.put("strength", noise.strength());
              }
              json.set("mechanism", noise.mechanism().toJson());
              json.put("bits", noise.bits());
            });
    json.set("accuracy", accuracy.toJson());
    identity.ifPresent(
        told -> {
          json.set("identity", told.attack().toJson());
          json.put("leakage", told.leakage());
        });
    extractor.ifPresent(file -> json.put("extractor", file.toString()));
    return json;
  }
}
