package dev.winnow.data.importing;

import dev.winnow.data.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a label column holds.
 *
 * @param column its name
 * @param counts of samples by value, the most frequent first, equals by the value
 * @param unknown samples without a value
 */
public record ColumnValues(String column, Map<String, Integer> counts, int unknown) {
  static ColumnValues of(String column, List<Sample> samples) {
    Map<String, Integer> counts = new TreeMap<>();
    samples.forEach(s -> s.label(column).ifPresent(value -> counts.merge(value, 1, Integer::sum)));
    int known = counts.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return new ColumnValues(column, sorted, samples.size() - known);
  }

  /** Values that differ from the one before them by small and large letters only. */
  public List<String> alike() {
    Map<String, List<String>> spellings = new TreeMap<>();
    counts
        .keySet()
        .forEach(
            value ->
                spellings
                    .computeIfAbsent(value.toLowerCase(Locale.ROOT), v -> new ArrayList<>())
                    .add(value));
    return spellings.values().stream().filter(s -> s.size() > 1).flatMap(List::stream).toList();
  }
}
