package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.linalg.KMeans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Codewords that tell classes apart: the k-means centres of each class on its own (Hastie,
 * Tibshirani and Friedman 2009, "The Elements of Statistical Learning", section 13.2.1). What a
 * feature tells beside its class is rounded away as far as it can be.
 */
final class ClassCodebook {
  private ClassCodebook() {}

  /**
   * Finds codewords.
   *
   * @param perClass centres of each class of the primary task, at least 1
   * @param train clipped features to learn from
   */
  static Quantizer of(
      int perClass, List<Interval> bounds, FeatureTable train, StudyContext context) {
    Map<String, List<Sample>> classes =
        train.samples().stream()
            .collect(
                Collectors.groupingBy(
                    sample -> sample.label(context.primary().column()).orElseThrow(),
                    TreeMap::new,
                    Collectors.toList()));
    Set<List<Double>> codewords = new LinkedHashSet<>();
    for (List<Sample> own : classes.values()) {
      Tensor rows = train.of(own).values();
      for (double[] centre : KMeans.centres(rows, perClass, context.seed())) {
        codewords.add(clamped(centre, bounds));
      }
    }
    return new Quantizer.Vector(bounds, List.copyOf(codewords));
  }

  /** A mean of values within bounds lies within, but for rounding. */
  private static List<Double> clamped(double[] centre, List<Interval> bounds) {
    List<Double> clamped = new ArrayList<>();
    for (int i = 0; i < centre.length; i++) {
      clamped.add(bounds.get(i).clamp(centre[i]));
    }
    return clamped;
  }
}
