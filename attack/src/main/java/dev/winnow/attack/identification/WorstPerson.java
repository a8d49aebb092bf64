package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.MeasuredRows;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.attack.statistics.WilsonInterval;
import dev.winnow.core.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The person whom an adversary names most often. An average hides somebody who is named every time
 * among many who never are.
 *
 * <p>Of many people somebody is named often by chance, so whoever is named most in one half of
 * everybody's rows is looked at in the other half, and the other way round (cross-fitting). Of
 * people who are named as often all are looked at.
 */
final class WorstPerson {
  /** One row in each half says nothing of a person. */
  private static final int FEWEST_ROWS = 4;

  private WorstPerson() {}

  /**
   * Of several draws of one attack together.
   *
   * @param draws of the same people, numbered alike
   * @return the share of first places; NaN if nobody has {@value #FEWEST_ROWS} rows
   */
  static Estimate named(List<Ranking> draws) {
    List<Integer> people = draws.stream().flatMap(draw -> draw.people().stream()).toList();
    double[] first =
        draws.stream()
            .flatMap(draw -> draw.rows(Metric.TOP_ONE).stream())
            .mapToDouble(MeasuredRows.Row::value)
            .toArray();
    List<Halves> all = new ArrayList<>();
    for (int[] rows : RowsByPerson.of(people)) {
      if (rows.length >= FEWEST_ROWS) {
        all.add(new Halves(half(rows, 0, first), half(rows, 1, first), rows.length));
      }
    }
    if (all.isEmpty()) {
      return Estimate.exactly(Double.NaN);
    }
    List<Halves> ones = mostNamed(all);
    List<Halves> others = mostNamed(all.stream().map(Halves::turned).toList());
    double share = (seen(ones) + seen(others)) / 2;
    // No more evidence than the rows of one person, and of whoever has fewest.
    int rows =
        Stream.concat(ones.stream(), others.stream()).mapToInt(Halves::rows).min().orElseThrow();
    return WilsonInterval.of(share, rows);
  }

  /**
   * How often somebody is named.
   *
   * @param choosing share within the half by which people are chosen
   * @param judging share within the other
   * @param rows in both
   */
  private record Halves(double choosing, double judging, int rows) {
    Halves turned() {
      return new Halves(/* choosing= */ judging, /* judging= */ choosing, rows);
    }
  }

  private static double half(int[] rows, int parity, double[] first) {
    double sum = 0;
    int count = 0;
    for (int i = parity; i < rows.length; i += 2) {
      sum += first[rows[i]];
      count++;
    }
    return sum / count;
  }

  private static List<Halves> mostNamed(List<Halves> people) {
    double most = people.stream().mapToDouble(Halves::choosing).max().orElseThrow();
    return people.stream().filter(each -> each.choosing == most).toList();
  }

  private static double seen(List<Halves> people) {
    return people.stream().mapToDouble(Halves::judging).average().orElseThrow();
  }
}
