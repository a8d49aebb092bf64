package dev.winnow.audit;

import dev.winnow.core.Anchors;
import dev.winnow.core.Noise;
import dev.winnow.data.Sample;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the cells in which so many captures of a class lie that their noise should be chosen. */
final class Crowds {
  /** Of a class whose captures lie apart, noise that is wrong for a cell is wrong for a few. */
  private static final double SHARE = 0.25;

  private Crowds() {}

  /**
   * The fullest cell of each class.
   *
   * @param rounded features in the middle of their cells
   * @param primary column of the classes, in which every sample has a label
   * @return none if a class lies apart, two share a cell, there are too many, or the noise is too
   *     strong to choose
   */
  static Anchors of(Noise noise, Rows rounded, String primary) {
    Map<String, Map<List<Integer>, Integer>> classes = new TreeMap<>();
    for (int row = 0; row < rounded.samples().size(); row++) {
      Sample sample = rounded.samples().get(row);
      classes
          .computeIfAbsent(sample.label(primary).orElseThrow(), label -> new HashMap<>())
          .merge(cell(noise, rounded.values().rows(row, row + 1).buffer()), 1, Integer::sum);
    }
    List<List<Integer>> cells = new ArrayList<>();
    for (Map<List<Integer>, Integer> counted : classes.values()) {
      fullest(counted).ifPresent(cells::add);
    }
    boolean apart = cells.size() < classes.size() || classes.size() < 2;
    if (apart || cells.size() > Anchors.MOST || cells.stream().distinct().count() < cells.size()) {
      return Anchors.NONE;
    }
    Anchors anchors = new Anchors(cells);
    return anchors.refused() <= Noise.MOST_REFUSED ? anchors : Anchors.NONE;
  }

  private static List<Integer> cell(Noise noise, FloatBuffer middle) {
    List<Integer> cell = new ArrayList<>();
    while (middle.hasRemaining()) {
      cell.add((int) Math.rint(middle.get() / (noise.sigma() / 2)));
    }
    return List.copyOf(cell);
  }

  private static Optional<List<Integer>> fullest(Map<List<Integer>, Integer> counted) {
    Collection<Integer> counts = counted.values();
    int most = Collections.max(counts);
    int all = counts.stream().mapToInt(Integer::intValue).sum();
    return counted.entrySet().stream()
        .filter(entry -> entry.getValue() == most && most >= SHARE * all)
        .map(Map.Entry::getKey)
        .min((one, other) -> one.toString().compareTo(other.toString()));
  }
}
