package dev.winnow.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a folder holds beside its captures and is not read, by kind. What systems leave behind, such
 * as hidden files, previews and waste baskets, is not counted.
 *
 * @param files by their kinds, such as {@code HEIC}
 * @param folders by what is wrong with them
 */
public record LeftOut(List<Group> files, List<Group> folders) {
  /** Nothing. */
  public static final LeftOut NOTHING = new LeftOut(List.of(), List.of());

  private static final int NAMED = 3;

  /**
   * What was left out for the same reason.
   *
   * @param kind for people
   * @param count how many
   * @param first the paths of the first few, printable
   * @param remedy what can be done so that they are read; empty if nothing can
   */
  public record Group(String kind, long count, List<String> first, String remedy) {
    public Group {
      first = List.copyOf(first);
    }

    private String text() {
      String more = count > first.size() ? ", …" : "";
      return "%d %s (%s%s)".formatted(count, kind, String.join(", ", first), more);
    }
  }

  public LeftOut {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }

  /**
   * A sentence about the files and one about the folders, such as {@code 14 files left out: 5 HEIC
   * (a.heic, b.heic, c.heic, …), 9 other (…)}, and how to read them if that can be; none if there
   * are none.
   */
  public List<String> sentences() {
    return Stream.of(sentence("file", files), sentence("folder", folders))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  LeftOut and(LeftOut other) {
    return new LeftOut(both(files, other.files), both(folders, other.folders));
  }

  private static List<Group> both(List<Group> some, List<Group> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static String sentence(String what, List<Group> groups) {
    long count = groups.stream().mapToLong(Group::count).sum();
    return count == 0
        ? ""
        : "%d %s left out: %s%s"
            .formatted(
                count,
                count == 1 ? what : what + "s",
                groups.stream().map(Group::text).collect(Collectors.joining(", ")),
                groups.stream()
                    .map(Group::remedy)
                    .filter(remedy -> !remedy.isEmpty())
                    .distinct()
                    .map(remedy -> "; " + remedy)
                    .collect(Collectors.joining()));
  }

  /** Adds up what a walk comes across, in the same memory for any number of files. */
  static final class Tally {
    private static final String LAST = FileKind.OTHER.name();

    private final Map<String, Group> files = new TreeMap<>();
    private final Map<String, Group> folders = new TreeMap<>();

    void file(FileKind kind, String path) {
      files.merge(kind.name(), one(kind.name(), path, kind.remedy()), Tally::sum);
    }

    void folder(String kind, String path) {
      folders.merge(kind, one(kind, path, ""), Tally::sum);
    }

    LeftOut total() {
      List<Group> known = new ArrayList<>(files.values());
      known.removeIf(group -> group.kind.equals(LAST));
      if (files.containsKey(LAST)) {
        known.add(files.get(LAST));
      }
      return new LeftOut(known, List.copyOf(folders.values()));
    }

    private static Group one(String kind, String path, String remedy) {
      return new Group(kind, 1, List.of(PrintableName.of(path)), remedy);
    }

    private static Group sum(Group before, Group added) {
      List<String> first =
          Stream.concat(before.first.stream(), added.first.stream()).limit(NAMED).toList();
      return new Group(before.kind, before.count + added.count, first, before.remedy);
    }
  }
}
