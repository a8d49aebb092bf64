package dev.winnow.data.importing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of the columns that paths and tables make: first their names are changed, then their
 * values, then some are left out. Values that mean that nothing is known are left out too.
 *
 * @param names new names by those in patterns and tables
 * @param mappings of values, of the columns by their new names
 * @param kept new names of the columns that stay; all if empty
 * @param dropped new names of columns that are left out
 */
public record ColumnEdits(
    Map<String, String> names,
    List<ValueMapping> mappings,
    List<String> kept,
    List<String> dropped) {
  /** Changes nothing. */
  public static final ColumnEdits NONE = new ColumnEdits(Map.of(), List.of(), List.of(), List.of());

  private static final Set<String> NO_LABELS =
      Set.of(SplitWords.COLUMN, KnownSamples.START, KnownSamples.END);

  private static final Set<String> UNKNOWN = Set.of("", "nan", "na", "n/a", "null");

  public ColumnEdits {
    names = Map.copyOf(names);
    mappings = List.copyOf(mappings);
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
  }

  /** These and then others; where both say which columns stay, the others count. */
  public ColumnEdits and(ColumnEdits others) {
    Map<String, String> all = new HashMap<>(names);
    all.putAll(others.names);
    return new ColumnEdits(
        all,
        Stream.concat(mappings.stream(), others.mappings.stream()).toList(),
        others.kept.isEmpty() ? kept : others.kept,
        Stream.concat(dropped.stream(), others.dropped.stream()).toList());
  }

  /** These and a mapping of values. */
  public ColumnEdits mapping(String text) {
    return and(new ColumnEdits(Map.of(), List.of(ValueMapping.parse(text)), List.of(), List.of()));
  }

  /** These and new names of columns. */
  public ColumnEdits renaming(Map<String, String> columns) {
    return and(new ColumnEdits(columns, List.of(), List.of(), List.of()));
  }

  /** These and the columns that stay. */
  public ColumnEdits keeping(String... columns) {
    return and(new ColumnEdits(Map.of(), List.of(), List.of(columns), List.of()));
  }

  /** These and columns that are left out. */
  public ColumnEdits without(String... columns) {
    return and(new ColumnEdits(Map.of(), List.of(), List.of(), List.of(columns)));
  }

  /** What is known of a file, by columns that may stay. */
  Map<String, String> apply(Map<String, String> known) {
    Map<String, String> edited = new LinkedHashMap<>();
    known.forEach(
        (column, value) -> {
          String name = name(column);
          String mapped = isUnknown(value) ? "" : value;
          for (ValueMapping mapping : mappings) {
            mapped = mapping.column().equals(name) ? mapping.apply(mapped) : mapped;
          }
          if (stays(name) && !isUnknown(mapped)) {
            edited.put(name, mapped);
          }
        });
    return edited;
  }

  /** What a column of a pattern or table is called in the data set. */
  String name(String column) {
    return names.getOrDefault(column, column);
  }

  /** Whether a column stays, by its new name; what is no label does unless it is dropped. */
  boolean stays(String name) {
    boolean chosen = kept.isEmpty() || kept.contains(name) || NO_LABELS.contains(name);
    return chosen && !dropped.contains(name);
  }

  private static boolean isUnknown(String value) {
    return UNKNOWN.contains(value.toLowerCase(Locale.ROOT));
  }
}
