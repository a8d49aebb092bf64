package dev.winnow.maskaudit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Json;

/**
 * What one judge says of one film, or of all stills together.
 *
 * @param source film, or {@value #STILLS}
 * @param judge that looked
 * @param faces that it found on the originals
 * @param covered how many of these are covered
 * @param found how many of these it still finds on what leaves
 */
record SourceCoverage(String source, String judge, int faces, int covered, int found) {
  /** The name that all stills have in common. */
  static final String STILLS = "images";

  /** With another face. */
  SourceCoverage and(boolean isCovered, boolean isFound) {
    return new SourceCoverage(
        source, judge, faces + 1, covered + (isCovered ? 1 : 0), found + (isFound ? 1 : 0));
  }

  /** The JSON form. */
  ObjectNode toJson() {
    ObjectNode json = Json.object().put("source", source).put("judge", judge);
    return json.put("faces", faces).put("covered", covered).put("found", found);
  }
}
