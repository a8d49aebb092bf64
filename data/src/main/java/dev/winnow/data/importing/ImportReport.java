package dev.winnow.data.importing;

import dev.winnow.data.DataSet;
import dev.winnow.data.Sample;
import dev.winnow.data.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A data set as written, and what it does not hold.
 *
 * @param set as written
 * @param tables what became of each
 * @param leftOut files that did not become samples
 */
public record ImportReport(DataSet set, List<JoinedTable> tables, OmittedFiles leftOut) {
  public ImportReport {
    tables = List.copyOf(tables);
  }

  /** What every label column holds. */
  public List<ColumnValues> columns() {
    return set.columns().stream().map(column -> ColumnValues.of(column, set.samples())).toList();
  }

  /** How many samples are bound to each split; empty if none is. */
  public Map<Split, Integer> splits() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (Sample sample : set.samples()) {
      sample.split().ifPresent(split -> counts.merge(split, 1, Integer::sum));
    }
    return counts;
  }
}
