package dev.winnow.data.importing;

import dev.winnow.data.DataCard;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a folder becomes a data set.
 *
 * @param pattern what the paths say; without one, a level of folders that are all called train,
 *     val, test or the like is the split
 * @param label column of the names of the first folders that are no split, if there is no pattern
 * @param tables that say more, each also by what the ones before it said
 * @param edits of the columns
 * @param scope files, and parts of them, that become samples
 * @param card what the data set says about itself, from one that holds a name and the modality
 */
public record ImportPlan(
    Optional<PathPattern> pattern,
    Optional<String> label,
    List<TableSource> tables,
    ColumnEdits edits,
    SampleScope scope,
    UnaryOperator<DataCard> card) {
  /** The column of folders' names where nothing else is said. */
  public static final String LABEL = "label";

  /** Says nothing. */
  public static final ImportPlan NONE =
      new ImportPlan(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          ColumnEdits.NONE,
          SampleScope.ALL,
          UnaryOperator.identity());

  public ImportPlan {
    tables = List.copyOf(tables);
  }

  /** This and then another: its pattern and label count if it has them, the rest adds up. */
  public ImportPlan and(ImportPlan other) {
    return new ImportPlan(
        other.pattern.or(() -> pattern),
        other.label.or(() -> label),
        Stream.concat(tables.stream(), other.tables.stream()).toList(),
        edits.and(other.edits),
        scope.and(other.scope),
        said -> other.card.apply(card.apply(said)));
  }

  /** This with a pattern. */
  public ImportPlan withPattern(String text) {
    return new ImportPlan(Optional.of(PathPattern.parse(text)), label, tables, edits, scope, card);
  }

  /** This with more tables. */
  public ImportPlan with(TableSource... more) {
    List<TableSource> all = Stream.concat(tables.stream(), Stream.of(more)).toList();
    return new ImportPlan(pattern, label, all, edits, scope, card);
  }

  /** This with more edits. */
  public ImportPlan with(ColumnEdits more) {
    return new ImportPlan(pattern, label, tables, edits.and(more), scope, card);
  }

  /** This without the files that fit. */
  public ImportPlan excluding(String... patterns) {
    List<PathPattern> more = Stream.of(patterns).map(PathPattern::parse).toList();
    return with(new SampleScope(more, Optional.empty()));
  }

  /** This with every file divided into windows. */
  public ImportPlan with(WindowPlan windows) {
    return with(new SampleScope(List.of(), Optional.of(windows)));
  }

  private ImportPlan with(SampleScope more) {
    return new ImportPlan(pattern, label, tables, edits, scope.and(more), card);
  }

  /** This with a card. */
  public ImportPlan withCard(UnaryOperator<DataCard> said) {
    return new ImportPlan(pattern, label, tables, edits, scope, said);
  }
}
