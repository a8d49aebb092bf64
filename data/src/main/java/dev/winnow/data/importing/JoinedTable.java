package dev.winnow.data.importing;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of a table.
 *
 * @param file that it is in
 * @param keys columns by which its rows found files
 * @param isByFile whether the one key names files
 * @param files that were found
 * @param lost keys of the rows that found none
 * @param contradictions values that replaced another one, of the path or of a table before
 */
public record JoinedTable(
    Path file,
    List<String> keys,
    boolean isByFile,
    int files,
    List<String> lost,
    int contradictions) {
  public JoinedTable {
    keys = List.copyOf(keys);
    lost = List.copyOf(lost);
  }
}
