package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a study.
 *
 * @param edgeShare multiply-accumulates before the cut over all, from 0 to 1: what the edge pays
 * @param original accuracy of the uncut network on the test people
 * @param controls of every embedding's attack, if the data set tells people apart
 * @param embeddings from the least protected to the most
 */
public record StudyResult(
    double edgeShare,
    TaskAccuracy original,
    Optional<IdentityControls> controls,
    List<EmbeddingResult> embeddings) {
  public StudyResult {
    embeddings = List.copyOf(embeddings);
  }

  /** The JSON form, as {@code build.json} has it. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("edgeShare", edgeShare);
    json.set("original", original.toJson());
    controls.ifPresent(found -> json.set("controls", found.toJson()));
    var list = json.putArray("embeddings");
    embeddings.forEach(embedding -> list.add(embedding.toJson()));
    return json;
  }
}
