package dev.winnow.app;

import dev.winnow.data.DataCard;
import dev.winnow.data.importing.ColumnEdits;
import dev.winnow.data.importing.ImportPlan;
import dev.winnow.data.importing.PathPattern;
import dev.winnow.data.importing.SampleScope;
import dev.winnow.data.importing.TableSource;
import dev.winnow.data.importing.ValueMapping;
import dev.winnow.data.importing.WindowPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where labels come from, and what becomes of them. */
final class ImportOptions {
  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Column of the first folder's name, below train, val and test if there are such (default:"
              + " label, if nothing else says what the files are).")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description =
          "What paths below DIR say, such as '{split}/{gender}/{person}/*' or"
              + " '{age}_{gender}_*.jpg': names in braces become columns; or a regular expression"
              + " with named groups.")
  private Optional<String> pattern = Optional.empty();

  @ArgGroup(exclusive = false, multiplicity = "0..*", heading = "Tables, each with its options:%n")
  private List<Table> tables = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "Files to leave out, such as '*_mask.png' or 'query/**'; repeatable.")
  private List<String> excluded = List.of();

  /** At most one; picocli knows no optional group. */
  @ArgGroup(exclusive = false, multiplicity = "0..1", heading = "Windows of long series:%n")
  private List<Windows> windows = new ArrayList<>();

  @Option(
      names = "--rename",
      split = ",",
      paramLabel = "OLD=NEW",
      description = "Another name for a column, such as Male=gender; repeatable.")
  private Map<String, String> renamed = Map.of();

  @Option(
      names = "--map",
      paramLabel = "COLUMN:OLD=NEW,...",
      description =
          "Other values for a column, by its new name, such as gender:1=male,-1=female or"
              + " age:<18=minor,>=18=adult; to nothing if they are not known; repeatable.")
  private List<String> mapped = List.of();

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "COLUMN",
      description = "The columns to keep, by their new names (default: all).")
  private List<String> kept = List.of();

  @Option(
      names = "--drop",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out, by their new names.")
  private List<String> dropped = List.of();

  @Option(names = "--name", description = "Name of the data set (default: DIR's).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--crop",
      paramLabel = "SHARE",
      description = "Central share of every image that shows the subject, above 0 to 1.")
  private Optional<Double> crop = Optional.empty();

  @Option(
      names = "--sample-rate",
      paramLabel = "HERTZ",
      description =
          "Samples per second of recordings or series, for those who read the set; of series without"
              + " a column of times also how they were recorded.")
  private Optional<Double> rate = Optional.empty();

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "NAME",
      description =
          "The columns of series that networks take, in their order, for those who read the set.")
  private List<String> channels = List.of();

  /** How long captures are divided. */
  static final class Windows {
    @Option(
        names = "--window",
        required = true,
        paramLabel = "SECONDS",
        description =
            "Divides every file into windows of so many seconds, from its beginning on, each a"
                + " sample; files become the column session, unless a pattern or table has one.")
    private double seconds = Double.NaN;

    @Option(
        names = "--overlap",
        paramLabel = "SHARE",
        description = "Share of a window that the next one repeats, 0 to below 1 (default: 0).")
    private double overlap;

    @Option(
        names = "--label-column",
        paramLabel = "COLUMN",
        description =
            "Column of the files themselves that changes along them and labels windows; under its"
                + " name, or another by --rename.")
    private String column = "";

    @Option(
        names = "--majority",
        paramLabel = "SHARE",
        description =
            "Share of a window for which its label must hold, or the window is left out and counted"
                + " (default: 1, all of it).")
    private double majority = WindowPlan.ALL;

    private WindowPlan plan() {
      Optional<String> named = Optional.of(column).filter(name -> !name.isEmpty());
      return new WindowPlan(seconds, overlap, named, majority);
    }
  }

  /** A table, and how it is read; picocli fills the collections of a repeated group in place. */
  static final class Table {
    @Option(
        names = "--table",
        required = true,
        paramLabel = "FILE",
        description =
            "Text with a row per file, person or whatever the paths say; joined by the files' paths"
                + " or names, or by columns that have the pattern's names; repeatable.")
    private Path file = Path.of("");

    @Option(
        names = "--columns",
        split = ",",
        paramLabel = "COLUMN",
        description = "Names of its columns, if it has no header.")
    private List<String> columns = new ArrayList<>();

    @Option(
        names = "--key",
        split = ",",
        paramLabel = "COLUMN",
        description = "Column, or columns, by which to join it (default: found out).")
    private List<String> keys = new ArrayList<>();

    @Option(
        names = "--value",
        split = ",",
        paramLabel = "COLUMN=VALUE",
        description = "A further column of one value, such as split=test for a list of files.")
    private Map<String, String> constants = new LinkedHashMap<>();

    private TableSource source() {
      return new TableSource(file, columns, keys, constants);
    }
  }

  /**
   * How the folder becomes a data set.
   *
   * @throws IllegalArgumentException if a pattern or a mapping is malformed, or windows are out of
   *     their range
   */
  ImportPlan plan() {
    return new ImportPlan(
        pattern.map(PathPattern::parse),
        label,
        tables.stream().map(Table::source).toList(),
        new ColumnEdits(renamed, mapped.stream().map(ValueMapping::parse).toList(), kept, dropped),
        new SampleScope(
            excluded.stream().map(PathPattern::parse).toList(),
            windows.stream().map(Windows::plan).findFirst()),
        this::card);
  }

  private DataCard card(DataCard card) {
    DataCard called = name.map(card::named).orElse(card);
    DataCard cropped = crop.map(called::withCrop).orElse(called);
    DataCard timed = rate.map(cropped::withSampleRate).orElse(cropped);
    return channels.isEmpty() ? timed : timed.withChannels(channels);
  }
}
