package dev.winnow.attack.identification;

import dev.winnow.attack.statistics.MeasuredRows;
import dev.winnow.attack.statistics.Measurement;
import dev.winnow.attack.statistics.Metric;
import dev.winnow.attack.statistics.RowsByPerson;
import dev.winnow.core.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The person of whom an adversary learns most, in bits. An average hides somebody who is known
 * every time among many who never are. First places would not do: an adversary that cannot tell
 * people apart names one of them always, who then is named every time.
 *
 * <p>Of many people somebody is known best by chance, so whoever that is in one half of everybody's
 * rows is looked at in the other half, and the other way round (cross-fitting).
 */
public final class WorstPerson {
  /** One row in each half says nothing of a person. */
  private static final int FEWEST_ROWS = 4;

  private static final double QUANTILE = 1.96;

  private WorstPerson() {}

  /**
   * Of several draws of one attack together.
   *
   * @param draws at least one, of the same adversary and people, numbered alike
   * @return mean bits of a row, with a 95 % interval over that person's rows; empty if nobody has
   *     {@value #FEWEST_ROWS} rows or their bits are not known
   */
  public static Optional<Measurement> of(List<Ranking> draws) {
    List<Integer> people = draws.stream().flatMap(draw -> draw.people().stream()).toList();
    double[] bits =
        draws.stream()
            .flatMap(draw -> draw.rows(Metric.INFORMATION).stream())
            .mapToDouble(MeasuredRows.Row::value)
            .toArray();
    List<Halves> all = new ArrayList<>();
    for (int[] rows : RowsByPerson.of(people)) {
      if (rows.length >= FEWEST_ROWS) {
        all.add(new Halves(half(rows, 0, bits), half(rows, 1, bits)));
      }
    }
    List<Halves> turned = all.stream().map(Halves::turned).toList();
    double[] judged = DoubleStream.concat(judged(all), judged(turned)).toArray();
    Measurement measurement =
        new Measurement(
            draws.get(0).adversary(),
            Metric.WORST_PERSON,
            Measurement.ALL,
            estimate(judged),
            /* chance= */ 0,
            judged.length);
    return Optional.of(measurement).filter(told -> !Double.isNaN(told.estimate().value()));
  }

  /**
   * The bits of somebody's rows.
   *
   * @param choosing by which people are chosen
   * @param judging by which they are judged
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
  private record Halves(double[] choosing, double[] judging) {
    Halves turned() {
      return new Halves(/* choosing= */ judging, /* judging= */ choosing);
    }

    double chosenBy() {
      return Arrays.stream(choosing).average().orElseThrow();
    }
  }

  private static double[] half(int[] rows, int parity, double[] bits) {
    return IntStream.range(0, rows.length)
        .filter(i -> i % 2 == parity)
        .mapToDouble(i -> bits[rows[i]])
        .toArray();
  }

  /** The rows of the one who is known best by others; of those who are known as well, all. */
  private static DoubleStream judged(List<Halves> people) {
    double most = people.stream().mapToDouble(Halves::chosenBy).max().orElse(Double.NaN);
    return people.stream()
        .filter(each -> each.chosenBy() == most)
        .flatMapToDouble(each -> Arrays.stream(each.judging));
  }

  private static Estimate estimate(double[] judged) {
    if (judged.length == 0) {
      return Estimate.exactly(Double.NaN);
    }
    double mean = Arrays.stream(judged).average().orElseThrow();
    double squares = Arrays.stream(judged).map(each -> (each - mean) * (each - mean)).sum();
    double half = QUANTILE * Math.sqrt(squares / (judged.length - 1) / judged.length);
    return new Estimate(mean, mean - half, mean + half);
  }
}
