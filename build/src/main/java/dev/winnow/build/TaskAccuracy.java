package dev.winnow.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Accuracy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How often a network is right.
 *
 * @param all where an answer is right if every head is
 * @param heads by the column that each answers, in the order of the outputs
 */
public record TaskAccuracy(Accuracy all, Map<String, Accuracy> heads) {
  public TaskAccuracy {
    heads = Collections.unmodifiableMap(new LinkedHashMap<>(heads));
  }

  /** The mean of several measurements of the same network on as many samples. */
  static TaskAccuracy mean(List<TaskAccuracy> several) {
    Map<String, Accuracy> heads = new LinkedHashMap<>();
    for (String column : several.get(0).heads.keySet()) {
      heads.put(column, Accuracy.mean(several.stream().map(each -> each.head(column)).toList()));
    }
    return new TaskAccuracy(Accuracy.mean(several.stream().map(TaskAccuracy::all).toList()), heads);
  }

  private Accuracy head(String column) {
    return Objects.requireNonNull(heads.get(column));
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
