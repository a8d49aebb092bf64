package dev.winnow.attack.statistics;

import java.util.List;

/** What was measured row by row, before it is averaged: rows of one person are not independent. */
public interface MeasuredRows {
  /**
   * One measured row.
   *
   * @param person who is on it, by any number
   * @param kind its class; a mean over classes counts each the same, however many rows it has
   * @param value of the metric
   */
  record Row(int person, int kind, double value) {}

  /**
   * The rows, in their order.
   *
   * @throws IllegalArgumentException if they do not say anything of the metric
   */
  List<Row> rows(Metric metric);

  /** Who is on each row, in their order. */
  List<Integer> people();
}
