package dev.winnow.data.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known so far of every file, by columns. A file has several of these if a table says which
 * parts of it are samples.
 */
final class KnownFiles {
  private final Map<String, List<Map<String, String>>> known = new LinkedHashMap<>();
  private final Set<String> columns = new LinkedHashSet<>();

  /** Adds a file with what its path says. */
  void add(String path, Map<String, String> values) {
    known.put(path, List.of(Map.copyOf(values)));
  }

  /** Says which columns there are, in their order. */
  void declare(List<String> names) {
    columns.addAll(names);
  }

  Set<String> columns() {
    return columns;
  }

  List<String> paths() {
    return List.copyOf(known.keySet());
  }

  List<Map<String, String>> of(String path) {
    return known.getOrDefault(path, List.of());
  }

  /**
   * Adds what a table says of a file, one row or one for each part of it.
   *
   * @return in how many of the columns known before it says something else
   */
  int add(String path, List<Map<String, String>> rows) {
    int contradictions = 0;
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> before : of(path)) {
      for (Map<String, String> row : rows) {
        Map<String, String> both = new LinkedHashMap<>(before);
        for (Map.Entry<String, String> value : row.entrySet()) {
          String replaced = both.put(value.getKey(), value.getValue());
          boolean same = replaced == null || replaced.equals(value.getValue());
          contradictions += same ? 0 : 1;
        }
        // Less memory than one that can grow: CelebA has 200,000 files of 40 labels.
        all.add(Map.copyOf(both));
      }
    }
    known.put(path, List.copyOf(all));
    return contradictions;
  }
}
