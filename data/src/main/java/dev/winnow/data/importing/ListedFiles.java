package dev.winnow.data.importing;

import dev.winnow.data.Folders;
import dev.winnow.data.LeftOut;
import dev.winnow.data.MalformedDataSetException;
import dev.winnow.data.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The captures of a folder, and what else is in it.
 *
 * @param modality of the captures
 * @param paths of the captures
 * @param others what is no capture
 * @param excluded how many captures were to be left out
 */
record ListedFiles(Modality modality, List<String> paths, LeftOut others, int excluded) {
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
    Folders.Found found =
        Folders.find(
            folder, modalities, file -> tables.contains(file.toAbsolutePath().normalize()));
    List<String> paths = new ArrayList<>();
    for (String path : found.paths()) {
      if (plan.scope().excluded().stream().noneMatch(pattern -> pattern.fits(path))) {
        paths.add(path);
      }
    }
    int excluded = found.paths().size() - paths.size();
    if (paths.isEmpty()) {
      throw new MalformedDataSetException(
          "there is no %s in %s%s%s"
              .formatted(
                  modalities.stream()
                      .map(each -> each.kind().word())
                      .collect(Collectors.joining(" or ")),
                  folder,
                  excluded == 0 ? "" : " beside what --exclude leaves out",
                  found.leftOut().sentences().stream()
                      .map(text -> "; " + text)
                      .collect(Collectors.joining())));
    }
    return new ListedFiles(found.modality(), paths, found.leftOut(), excluded);
  }
}
