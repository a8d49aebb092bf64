package dev.winnow.build.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.build.Precision;
import dev.winnow.build.Resolution;
import dev.winnow.core.Embedding;
import dev.winnow.core.Json;
import java.util.Optional;

/**
 * A way to split a network.
 *
 * @param resolution of the images that it is run on; empty for its own
 * @param cut tensor
 * @param embedding behind the cut
 * @param precision of the extractor
 */
public record Candidate(
    Optional<Resolution> resolution, String cut, Embedding embedding, Precision precision) {
  /** Such as {@code 80x80 exit_flow/relu advanced}, the same for the same candidate. */
  public String text() {
    String integers = precision == Precision.FLOAT32 ? "" : " " + precision.word();
    return where(resolution, cut) + " " + embedding.word() + integers;
  }

  /** Only the resolution and the cut. */
  String where() {
    return where(resolution, cut);
  }

  static String where(Optional<Resolution> resolution, String cut) {
    return resolution.map(size -> size.text() + " ").orElse("") + cut;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    resolution.ifPresent(size -> json.put("resolution", size.text()));
    return json.put("cut", cut)
        .put("embedding", embedding.word())
        .put("precision", precision.word());
  }
}
