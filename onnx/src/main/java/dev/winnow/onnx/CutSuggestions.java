package dev.winnow.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;

/** Explains why a name is no cut, and which names nearby are. */
final class CutSuggestions {
  private static final int SUGGESTIONS = 3;

  private final Graph graph;
  private final NavigableMap<Integer, Cut> cuts;
  private final Set<String> captures;

  /**
   * @param captures tensors that are the input, perhaps in another order
   */
  CutSuggestions(Graph graph, NavigableMap<Integer, Cut> cuts, Set<String> captures) {
    this.graph = graph;
    this.cuts = cuts;
    this.captures = Set.copyOf(captures);
  }

  /** One sentence about a name that is no cut. */
  String explain(String name) {
    OptionalInt place = place(name);
    if (place.isEmpty()) {
      return "%s has no tensor and no layer \"%s\"; %s"
          .formatted(graph.what(), name, suggestions(name));
    }
    return "\"%s\" is no cut of %s, because %s; %s"
        .formatted(name, graph.what(), reason(name, place.getAsInt()), nearest(place.getAsInt()));
  }

  /** Where a tensor or a layer stands among the nodes: an input is before, a constant is taken. */
  private OptionalInt place(String name) {
    if (graph.maker(name).isPresent() && graph.isFlowing(name)) {
      return graph.maker(name);
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      if (graph.nodes().get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    if (graph.inputs().stream().anyMatch(input -> input.getName().equals(name))) {
      return OptionalInt.of(-1);
    }
    return graph.takers(name).stream().mapToInt(taker -> taker).findFirst();
  }

  private String reason(String name, int place) {
    if (place < 0) {
      return "it is the input, which leaves nothing for the extractor";
    }
    Node node = graph.nodes().get(place);
    if (captures.contains(node.outputs().get(0))) {
      return "it is the input in another order, so that the capture itself would be sent";
    }
    boolean isLayer = node.name().equals(name);
    if (graph.isOutput(name) || (isLayer && node.outputs().stream().anyMatch(graph::isOutput))) {
      return "it is an output, which leaves nothing for the analyzer";
    }
    if (isLayer ? !graph.isFlowing(place) : !graph.isFlowing(name)) {
      return "it does not depend on the input";
    }
    return graph.isNeeded(place)
        ? "other tensors carry data past it, or it holds no rows of floats"
        : "no output depends on it";
  }

  private String nearest(int place) {
    Map.Entry<Integer, Cut> before = cuts.lowerEntry(place);
    Map.Entry<Integer, Cut> after = cuts.higherEntry(place);
    if (before != null && after != null) {
      return "cut before it at \"%s\" or after it at \"%s\""
          .formatted(before.getValue().tensor(), after.getValue().tensor());
    }
    if (before != null) {
      return "cut before it at \"" + before.getValue().tensor() + "\"";
    }
    return after != null
        ? "cut after it at \"" + after.getValue().tensor() + "\""
        : "the network has no cut at all";
  }

  private String suggestions(String name) {
    Map<String, Integer> distances = new LinkedHashMap<>();
    for (Cut cut : cuts.values()) {
      distances.put(cut.tensor(), distance(name, cut.tensor()));
      distances.put(cut.layer(), distance(name, cut.layer()));
    }
    List<String> close = new ArrayList<>(distances.keySet());
    close.sort(Comparator.comparingInt(distances::get));
    return close.isEmpty()
        ? "the network has no cut at all"
        : "the closest names of cuts are "
            + String.join(", ", close.subList(0, Math.min(SUGGESTIONS, close.size())));
  }

  /** The edit distance of Levenshtein, ignoring case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1))
                ? 0
                : 1;
        int replaced = diagonal + same;
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
