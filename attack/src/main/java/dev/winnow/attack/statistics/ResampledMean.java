package dev.winnow.attack.statistics;

import dev.winnow.core.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean of a metric over rows, or over the means of classes, whose people may be drawn several
 * times or not at all.
 */
public final class ResampledMean {
  private final List<Cell> cells;
  private final int people;
  private final int classes;

  private ResampledMean(List<Cell> cells, int people, int classes) {
    this.cells = cells;
    this.people = people;
    this.classes = classes;
  }

  /** What the rows of one person add to one class. */
  private static final class Cell {
    final int person;
    final int kind;
    double sum;
    int rows;

    Cell(int person, int kind) {
      this.person = person;
      this.kind = kind;
    }
  }

  private record Place(int person, int kind) {}

  /** Of the rows of all draws together. */
  public static ResampledMean of(List<? extends MeasuredRows> draws, Metric metric) {
    return of(
        draws, metric, draws.stream().flatMap(draw -> draw.people().stream()).distinct().toList());
  }

  /**
   * The same of some people only.
   *
   * @param wanted in the order in which they are weighed; rows that show others do not count
   */
  public static ResampledMean of(
      List<? extends MeasuredRows> draws, Metric metric, List<Integer> wanted) {
    Map<Integer, Integer> people = new LinkedHashMap<>();
    wanted.forEach(person -> number(people, person));
    Map<Integer, Integer> classes = new LinkedHashMap<>();
    Map<Place, Cell> cells = new LinkedHashMap<>();
    for (MeasuredRows draw : draws) {
      for (MeasuredRows.Row row : draw.rows(metric)) {
        Integer person = people.get(row.person());
        if (person != null) {
          int kind = number(classes, row.kind());
          Cell cell = cells.computeIfAbsent(new Place(person, kind), p -> new Cell(person, kind));
          cell.sum += row.value();
          cell.rows++;
        }
      }
    }
    return new ResampledMean(List.copyOf(cells.values()), people.size(), classes.size());
  }

  /** The same where everybody counts once (within a class), however many rows show somebody. */
  public ResampledMean macro() {
    List<Cell> alike = new ArrayList<>();
    for (Cell cell : cells) {
      Cell one = new Cell(cell.person, cell.kind);
      one.sum = cell.sum / cell.rows;
      one.rows = 1;
      alike.add(one);
    }
    return new ResampledMean(alike, people, classes);
  }

  /** The mean of values, each of a row that shows a person. */
  public static ResampledMean of(double[] values, List<Integer> shown) {
    Map<Integer, Integer> people = new LinkedHashMap<>();
    Map<Integer, Cell> cells = new LinkedHashMap<>();
    for (int row = 0; row < values.length; row++) {
      int person = number(people, shown.get(row));
      Cell cell = cells.computeIfAbsent(person, p -> new Cell(p, 0));
      cell.sum += values[row];
      cell.rows++;
    }
    return new ResampledMean(List.copyOf(cells.values()), people.size(), 1);
  }

  /** Of everybody, with its interval over people. */
  public Estimate estimate(long seed) {
    return Bootstrap.of(people, seed, drawn -> new double[] {mean(drawn)}).get(0);
  }

  /** Of everybody. */
  public double mean() {
    int[] once = new int[people];
    Arrays.fill(once, 1);
    return mean(once);
  }

  /**
   * Of the classes that were drawn.
   *
   * @param weights how often each person was drawn, in the order in which they first appear
   */
  public double mean(int[] weights) {
    double[] sums = new double[classes];
    double[] rows = new double[classes];
    for (Cell cell : cells) {
      sums[cell.kind] += weights[cell.person] * cell.sum;
      rows[cell.kind] += (double) weights[cell.person] * cell.rows;
    }
    double sum = 0;
    int drawn = 0;
    for (int i = 0; i < classes; i++) {
      if (rows[i] > 0) {
        sum += sums[i] / rows[i];
        drawn++;
      }
    }
    return sum / drawn;
  }

  private static int number(Map<Integer, Integer> numbers, int key) {
    return numbers.computeIfAbsent(key, k -> numbers.size());
  }
}
