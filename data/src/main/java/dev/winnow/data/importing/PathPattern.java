package dev.winnow.data.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the paths of a folder's files say. A pattern is written like a path, {@code
 * {split}/{gender}/{person}/*}: a name in braces stands for one or more characters of one folder's
 * or file's name and makes a column; used again it must be the same text again. {@code *} is any
 * text within one name, {@code **} any folders, {@code ?} one character; {@code {age:\d+}} says by
 * a regular expression what fits. A regular expression with named groups, {@code
 * (?<person>[^/]+)/.*}, is a pattern too. The whole relative path has to fit.
 */
public final class PathPattern {
  private static final Pattern GROUP = Pattern.compile("\\(\\?P?<([A-Za-z_]\\w*)>");
  private static final Pattern BACKREFERENCE =
      Pattern.compile("\\\\k<([A-Za-z_]\\w*)>|\\(\\?P=([A-Za-z_]\\w*)\\)");
  private static final Pattern NAME = Pattern.compile("[^/*?{}:,=]+");

  private final String text;
  private final boolean wholePath;

  /** Java's own names of groups take no underscore, so that groups are numbered. */
  private final Map<String, String> groups = new LinkedHashMap<>();

  private final Pattern regex;

  private PathPattern(String text) {
    this.text = text;
    boolean isRegex = GROUP.matcher(text).find();
    this.wholePath = isRegex || text.contains("/");
    String translated = isRegex ? renumbered(text) : translated(text);
    try {
      this.regex = Pattern.compile(translated);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern \"%s\" is malformed: %s".formatted(text, e.getDescription()), e);
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static PathPattern parse(String text) {
    return new PathPattern(text);
  }

  /** The columns that it makes, in its order. */
  public List<String> columns() {
    return List.copyOf(groups.keySet());
  }

  /**
   * What a path says by columns, if it fits.
   *
   * @param path relative, with {@code /} between its parts
   */
  public Optional<Map<String, String>> match(String path) {
    Matcher matcher = regex.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    groups.forEach(
        (column, group) -> {
          String value = matcher.group(group);
          if (value != null) {
            values.put(column, value.strip());
          }
        });
    return Optional.of(values);
  }

  /** Whether a path fits or, if the pattern has no {@code /}, the file's name alone. */
  boolean fits(String path) {
    String looked = wholePath ? path : path.substring(path.lastIndexOf('/') + 1);
    return regex.matcher(looked).matches();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  private String renumbered(String regularExpression) {
    String named =
        GROUP
            .matcher(regularExpression)
            .replaceAll(found -> Matcher.quoteReplacement("(?<" + group(found.group(1)) + ">"));
    return BACKREFERENCE
        .matcher(named)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              return Matcher.quoteReplacement("\\k<" + group(name) + ">");
            });
  }

  private String group(String column) {
    return groups.computeIfAbsent(column, name -> "g" + groups.size());
  }

  private String translated(String glob) {
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**/", at)) {
        made.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at)) {
        made.append(".*");
        at += 2;
      } else if (c == '{') {
        int end = closing(glob, at);
        made.append(placeholder(glob.substring(at + 1, end)));
        at = end + 1;
      } else {
        made.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              case '}' -> throw malformed("closes a brace that it never opens");
              default -> Pattern.quote(String.valueOf(c));
            });
        at++;
      }
    }
    return made.toString();
  }

  private String placeholder(String inside) {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw malformed("has braces without the name of a column, such as {person}");
    }
    if (groups.containsKey(name)) {
      return "\\k<" + group(name) + ">";
    }
    return "(?<" + group(name) + ">" + (colon < 0 ? "[^/]+" : inside.substring(colon + 1)) + ")";
  }

  private int closing(String glob, int open) {
    List<Integer> opened = new ArrayList<>();
    for (int i = open; i < glob.length(); i++) {
      if (glob.charAt(i) == '{') {
        opened.add(i);
      } else if (glob.charAt(i) == '}') {
        opened.remove(opened.size() - 1);
        if (opened.isEmpty()) {
          return i;
        }
      }
    }
    throw malformed("opens a brace that it never closes");
  }

  private IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException("the pattern \"%s\" %s".formatted(text, why));
  }
}
