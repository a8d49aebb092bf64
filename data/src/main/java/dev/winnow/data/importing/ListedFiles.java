package dev.winnow.data.importing;

import dev.winnow.data.Folders;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The captures of a folder, and what else is in it.
 *
 * @param modality of the captures
 * @param paths of the captures
 * @param kinds how many other files there are, by what their names end in
 * @param excluded how many captures were to be left out
 */
record ListedFiles(
    Modality modality, List<String> paths, Map<String, Integer> kinds, int excluded) {
  /**
   * Lists captures of whichever modality has most files there, the first of equals.
   *
   * @throws MalformedDataSetException if there is no such folder or no such capture in it
   */
  static ListedFiles of(Path folder, ImportPlan plan, List<Modality> modalities) {
    Set<Path> tables =
        plan.tables().stream()
            .map(table -> table.file().toAbsolutePath().normalize())
            .collect(Collectors.toSet());
    Path root = folder.toAbsolutePath().normalize();
    List<String> all =
        Folders.files(folder, name -> true).stream()
            .filter(path -> !tables.contains(root.resolve(path)))
            .toList();
    Modality modality = modalities.get(0);
    for (Modality each : modalities) {
      modality = count(all, each) > count(all, modality) ? each : modality;
    }
    List<String> paths = new ArrayList<>();
    Map<String, Integer> kinds = new HashMap<>();
    int excluded = 0;
    for (String path : all) {
      if (!modality.reads(path)) {
        kinds.merge(ending(path), 1, Integer::sum);
      } else if (plan.excluded().stream().anyMatch(pattern -> pattern.fits(path))) {
        excluded++;
      } else {
        paths.add(path);
      }
    }
    if (paths.isEmpty()) {
      throw new MalformedDataSetException(
          "there is no %s in %s%s"
              .formatted(
                  modalities.stream()
                      .map(each -> each.kind().word())
                      .collect(Collectors.joining(" or ")),
                  folder,
                  excluded == 0 ? "" : " beside what --exclude leaves out"));
    }
    return new ListedFiles(modality, paths, kinds, excluded);
  }

  private static long count(List<String> paths, Modality modality) {
    return paths.stream().filter(modality::reads).count();
  }

  private static String ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
