package dev.winnow.edge.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.yaml.MalformedYamlException;
import dev.winnow.core.yaml.PlainYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a node runs, as YAML. Each setting is an option of {@code winnow edge} without its dashes;
 * those outside of {@code runs} hold for all runs that do not say otherwise.
 *
 * <pre>{@code
 * trust: /etc/winnow/auditor.pub
 * analyzer: [https://analyzer.example.org, https://second.example.org]
 * state-dir: /var/lib/winnow
 * secret: /var/lib/winnow/noise.key
 * runs:
 *   - extractor: /etc/winnow/gender.extractor
 *     source: watch:/srv/hall
 *     answers: /var/lib/winnow/gender.jsonl
 * }</pre>
 *
 * @param runs at least one
 */
record EdgeConfiguration(List<ConfiguredRun> runs) {
  private static final String RUNS = "runs";
  private static final String EXTRACTOR = "extractor";
  private static final String NAME = "name";
  private static final Set<String> ABOUT_THE_COMMAND = Set.of("help", "version");

  EdgeConfiguration {
    runs = List.copyOf(runs);
  }

  /**
   * Reads a file.
   *
   * @param command whose options the settings are
   * @throws IllegalArgumentException if it is none; the message says where and what to do
   */
  static EdgeConfiguration read(Path file, CommandSpec command) {
    return of(String.valueOf(file), PlainYaml::read, file, command);
  }

  /** As {@link #read}, of a text. */
  static EdgeConfiguration parse(String what, byte[] utf8, CommandSpec command) {
    return of(what, PlainYaml::parse, utf8, command);
  }

  private static <T> EdgeConfiguration of(
      String what, Function<T, JsonNode> reader, T yaml, CommandSpec command) {
    try {
      return new Reader(command).read(reader.apply(yaml));
    } catch (MalformedYamlException | IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  private static final class Reader {
    private final Map<String, OptionSpec> options = new TreeMap<>();
    private final Set<String> names = new HashSet<>();

    Reader(CommandSpec command) {
      for (OptionSpec option : command.options()) {
        String name = option.longestName().replaceFirst("^--", "");
        if (!ABOUT_THE_COMMAND.contains(name)) {
          options.put(name, option);
        }
      }
    }

    EdgeConfiguration read(JsonNode whole) {
      require(whole.isObject(), "it must be settings, each with a name and a value");
      JsonNode listed = whole.path(RUNS);
      require(
          listed.isArray() && !listed.isEmpty(),
          "it must say runs, a list of what to run, each with an extractor and a source");
      Map<String, List<String>> shared = settings(whole, "it", Set.of(RUNS));
      List<ConfiguredRun> runs = new ArrayList<>();
      for (JsonNode run : listed) {
        runs.add(run(run, RUNS + "[" + runs.size() + "]", shared));
      }
      requireApart(runs);
      return new EdgeConfiguration(runs);
    }

    private ConfiguredRun run(JsonNode run, String where, Map<String, List<String>> shared) {
      require(run.isObject(), where + " must be settings, each with a name and a value");
      String extractor = run.path(EXTRACTOR).asText();
      require(!extractor.isEmpty(), where + " has no extractor; name a package, NAME.extractor");
      Map<String, List<String>> settings = new LinkedHashMap<>(shared);
      settings.putAll(settings(run, where, Set.of(EXTRACTOR, NAME)));
      require(
          settings.containsKey("source"), where + " has no source; say where captures come from");
      List<String> arguments = new ArrayList<>(List.of(extractor));
      settings.values().forEach(arguments::addAll);
      return new ConfiguredRun(
          name(run.path(NAME).asText(), extractor),
          arguments,
          Optional.ofNullable(settings.get("answers"))
              .map(said -> value(said.get(0)))
              .filter(said -> !said.startsWith(StoreOptions.WEBHOOK))
              .map(Path::of),
          settings.containsKey("state-dir"));
    }

    /** What was given, or the package's name; a number behind it where there are several. */
    private String name(String given, String extractor) {
      String file = String.valueOf(Path.of(extractor).getFileName());
      String wanted = given.isEmpty() ? file.replaceFirst("\\.extractor$", "") : given;
      String name = wanted;
      for (int next = 2; !names.add(name); next++) {
        name = wanted + "-" + next;
      }
      return name;
    }

    /** By name, each as the command line would have it. */
    private Map<String, List<String>> settings(JsonNode node, String where, Set<String> others) {
      Map<String, List<String>> settings = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!others.contains(field.getKey())) {
          OptionSpec option = option(field.getKey(), where, others);
          settings.put(field.getKey(), arguments(option, field.getValue(), where));
        }
      }
      return settings;
    }

    private OptionSpec option(String name, String where, Set<String> others) {
      OptionSpec option = options.get(name);
      if (option != null) {
        return option;
      }
      Set<String> known = new HashSet<>(options.keySet());
      known.addAll(others);
      String nearest =
          known.stream().min(Comparator.comparingInt(each -> edits(name, each))).orElseThrow();
      throw new IllegalArgumentException(
          "%s has a setting %s, which there is not; the nearest is %s"
              .formatted(where, name, nearest));
    }

    private static List<String> arguments(OptionSpec option, JsonNode value, String where) {
      String flag = option.longestName();
      String what = where + ": " + flag.replaceFirst("^--", "");
      if (option.arity().max() == 0) {
        require(value.isBoolean(), what + " is true or false");
        return value.booleanValue() ? List.of(flag) : List.of();
      }
      if (!value.isArray()) {
        return List.of(flag + "=" + text(value, what));
      }
      require(
          option.isMultiValue(),
          what + " takes one value; where several are wanted, give each a run of its own");
      List<String> all = new ArrayList<>();
      value.forEach(item -> all.add(flag + "=" + text(item, what)));
      return all;
    }

    private static String text(JsonNode value, String what) {
      require(value.isTextual() || value.isNumber(), what + " must be a text or a number");
      return value.asText();
    }

    private static String value(String argument) {
      return argument.substring(argument.indexOf('=') + 1);
    }

    /**
     * Two that write one file would take back each other's lines; what a device sends goes to one
     * of two; and two that count one source's bits would each see what the other has not told yet.
     */
    private static void requireApart(List<ConfiguredRun> runs) {
      Set<Path> answers = new HashSet<>();
      Set<List<String>> arguments = new HashSet<>();
      Set<String> sources = new HashSet<>();
      for (ConfiguredRun run : runs) {
        require(
            run.answers().map(file -> answers.add(file.toAbsolutePath().normalize())).orElse(true),
            "two runs write their answers to %s; give each a file of its own"
                .formatted(run.answers().map(Path::toString).orElse("")));
        String source = source(run);
        require(
            sources.add(source) || (isFile(source) && !isSet(run, "--source-budget")),
            "two runs have the source %s; captures go to one, and a source-budget is of one"
                .formatted(source));
        require(
            arguments.add(run.arguments()),
            "two runs are the same (%s); leave one out".formatted(run.name()));
      }
    }

    private static String source(ConfiguredRun run) {
      return run.arguments().stream()
          .filter(argument -> argument.startsWith("--source="))
          .map(Reader::value)
          .findFirst()
          .orElseThrow();
    }

    /** Whether it is there for several to read. */
    private static boolean isFile(String source) {
      return Stream.of("dir:", "set:", "watch:").anyMatch(source::startsWith);
    }

    private static boolean isSet(ConfiguredRun run, String flag) {
      return run.arguments().stream().anyMatch(argument -> argument.startsWith(flag + "="));
    }

    private static void require(boolean condition, String sentence) {
      if (!condition) {
        throw new IllegalArgumentException(sentence);
      }
    }

    /** How many letters to add, leave out or change (Levenshtein 1966). */
    private static int edits(String from, String to) {
      int[] row = new int[to.length() + 1];
      for (int j = 0; j <= to.length(); j++) {
        row[j] = j;
      }
      for (int i = 1; i <= from.length(); i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= to.length(); j++) {
          int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
          diagonal = row[j];
          row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
        }
      }
      return row[to.length()];
    }
  }
}
