package dev.winnow.data.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What folders say where no pattern does: a level that holds nothing but words for splits is the
 * split, and the first other one may be the label.
 *
 * @param split level of the splits, from 0, if there is one
 * @param label column of the first other level, if it is to be one
 */
record FolderLevels(OptionalInt split, Optional<String> label) {
  private static final int MOST = 4;

  static FolderLevels of(List<String> paths, Optional<String> label) {
    List<String[]> parts = paths.stream().map(path -> path.split("/", -1)).toList();
    for (int level = 0; level < MOST; level++) {
      int at = level;
      if (parts.stream().anyMatch(each -> each.length <= at + 1)) {
        break;
      }
      if (SplitWords.all(parts.stream().map(each -> each[at]).distinct().toList())) {
        return new FolderLevels(OptionalInt.of(level), label);
      }
    }
    return new FolderLevels(OptionalInt.empty(), label);
  }

  List<String> columns() {
    return label.stream().toList();
  }

  Map<String, String> values(String path) {
    String[] parts = path.split("/", -1);
    Map<String, String> values = new LinkedHashMap<>();
    split.ifPresent(level -> values.put(SplitWords.COLUMN, parts[level]));
    int level = split.orElse(-1) == 0 ? 1 : 0;
    if (label.isPresent() && parts.length > level + 1) {
      values.put(label.get(), parts[level]);
    }
    return values;
  }
}
