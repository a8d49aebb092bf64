package dev.winnow.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Accuracy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a network is right.
 *
 * @param all where an answer is right if every head is
 * @param heads by the column that each answers, in the order of the outputs
 */
record Scored(Accuracy all, Map<String, Accuracy> heads) {
  Scored {
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
  }

  /** The JSON form of all, with {@code heads} by column where there are several. */
  ObjectNode toJson() {
    ObjectNode json = all.toJson();
    if (heads.size() > 1) {
      ObjectNode each = json.putObject("heads");
      heads.forEach((column, accuracy) -> each.set(column, accuracy.toJson()));
    }
    return json;
  }
}
