package dev.winnow.data.importing;

import dev.winnow.data.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which file a text in a table means: a path in full or the end of one, a file's name, or its name
 * without the ending. Backslashes are slashes, and letters may be small or large.
 */
final class FileIndex {
  private static final Pattern ABSOLUTE = Pattern.compile("([A-Za-z]:)?/.*");

  private final String root;
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, List<String>> stems = new HashMap<>();

  FileIndex(Path folder, List<String> paths) {
    this.root = Folders.portable(folder.toAbsolutePath().normalize());
    for (String path : paths) {
      String name = lower(name(path));
      names.computeIfAbsent(name, n -> new ArrayList<>(1)).add(path);
      stems.computeIfAbsent(stem(name), n -> new ArrayList<>(1)).add(path);
    }
  }

  /**
   * The one file that a text means; none if it is none, or if it may be several.
   *
   * @param beside folder of the table, to which its paths may be relative
   */
  Optional<String> find(String text, Path beside) {
    String wanted = text.replace('\\', '/').replaceAll("(^|/)(\\./)+", "$1").strip();
    String name = lower(name(wanted));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    List<String> called = among(names.getOrDefault(name, List.of()), p -> ends(p, wanted));
    List<String> found =
        called.isEmpty()
            ? among(stems.getOrDefault(name, List.of()), p -> ends(stem(p), wanted))
            : called;
    if (found.size() <= 1) {
      return found.stream().findFirst();
    }
    String whole = Folders.portable(beside.toAbsolutePath().normalize()) + "/" + wanted;
    List<Predicate<String>> narrower =
        List.of(
            path -> (root + "/" + path).equals(whole) || stem(root + "/" + path).equals(whole),
            path -> path.equals(wanted) || stem(path).equals(wanted),
            path -> name(path).equals(name(wanted)));
    return narrower.stream()
        .map(rule -> among(found, rule))
        .filter(one -> one.size() == 1)
        .map(one -> one.get(0))
        .findFirst();
  }

  /** Whether a file's full path ends as the text says, or a text in full as the file's path. */
  private boolean ends(String path, String wanted) {
    String text = lower(wanted);
    String full = lower(root + "/" + path);
    boolean absolute = ABSOLUTE.matcher(text).matches();
    return absolute ? text.endsWith("/" + lower(path)) : full.endsWith("/" + text);
  }

  private static List<String> among(List<String> paths, Predicate<String> rule) {
    return paths.stream().filter(rule).toList();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
