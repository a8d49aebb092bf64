package dev.winnow.build;

import dev.winnow.audit.FeatureTable;
import dev.winnow.core.Interval;
import dev.winnow.core.Quantizer;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.learn.quantization.SoftLvq;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Codewords that tell classes apart: a few prototypes of each, so that what a feature tells beside
 * its class is rounded away as far as it can be (Hastie, Tibshirani and Friedman 2009, "The
 * Elements of Statistical Learning", section 13.2).
 */
final class ClassCodebook {
  private ClassCodebook() {}

  /**
   * Finds codewords.
   *
   * @param perClass codewords of each class of the primary task, at least 1
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
    List<Tensor> rows = classes.values().stream().map(own -> train.of(own).values()).toList();
    Set<List<Double>> codewords = new LinkedHashSet<>();
    for (double[] prototype : SoftLvq.prototypes(rows, perClass, context.seed())) {
      codewords.add(clamped(prototype, bounds));
    }
    return new Quantizer.Vector(bounds, List.copyOf(codewords));
  }

  /** Prototypes may be driven out of bounds by other classes. */
  private static List<Double> clamped(double[] prototype, List<Interval> bounds) {
    List<Double> clamped = new ArrayList<>();
    for (int i = 0; i < prototype.length; i++) {
      clamped.add(bounds.get(i).clamp(prototype[i]));
    }
    return clamped;
  }
}
