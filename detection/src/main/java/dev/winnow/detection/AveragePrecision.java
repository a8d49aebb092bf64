package dev.winnow.detection;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How good a detector is, as COCO judges it: the mean average precision of Lin et al. 2014, <a
 * href="https://arxiv.org/abs/1405.0312">Microsoft COCO</a>, over objects of every size, with at
 * most the 100 surest of a label on an image. The same numbers as pycocotools' COCOeval makes.
 *
 * @param atHalf the average precision where a box is right whose intersection over union with the
 *     true one is at least 0.5, 0 to 1; COCO's AP50
 * @param overall the mean over ten such bars from 0.5 to 0.95; COCO's AP
 */
public record AveragePrecision(double atHalf, double overall) {
  private static final int BARS = 10;

  /**
   * The mean over labels of which there is an object on an image.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AveragePrecision of(List<JudgedImage> images) {
    SortedMap<Integer, AveragePrecision> labels = byLabel(images);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("there is no object on any image to be found");
    }
    return new AveragePrecision(
        labels.values().stream().mapToDouble(AveragePrecision::atHalf).average().orElseThrow(),
        labels.values().stream().mapToDouble(AveragePrecision::overall).average().orElseThrow());
  }

  /** Of each label of which there is an object, crowds not counted, on an image. */
  public static SortedMap<Integer, AveragePrecision> byLabel(List<JudgedImage> images) {
    TreeSet<Integer> labels = new TreeSet<>();
    images.forEach(
        image ->
            image.truth().stream()
                .filter(box -> !box.crowd())
                .forEach(box -> labels.add(box.label())));
    SortedMap<Integer, AveragePrecision> all = new TreeMap<>();
    labels.forEach(label -> all.put(label, ofLabel(images, label)));
    return Collections.unmodifiableSortedMap(all);
  }

  private static AveragePrecision ofLabel(List<JudgedImage> images, int label) {
    double sum = 0;
    double first = 0;
    for (int bar = 0; bar < BARS; bar++) {
      PrecisionCurve curve = new PrecisionCurve();
      for (JudgedImage image : images) {
        BoxMatching.of(image, label, bar(bar)).addTo(curve);
      }
      double average = curve.average();
      sum += average;
      first = bar == 0 ? average : first;
    }
    return new AveragePrecision(first, sum / BARS);
  }

  /** As NumPy's linspace makes them, to the bit, for overlaps may lie just on them. */
  private static double bar(int i) {
    double step = (0.95 - 0.5) / (BARS - 1);
    return i == BARS - 1 ? 0.95 : i * step + 0.5;
  }
}
