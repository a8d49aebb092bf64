package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was made of some captures: one row each.
 *
 * @param samples that could be read
 * @param values of the shape [samples, …]
 */
public record FeatureTable(List<Sample> samples, Tensor values) {
  public FeatureTable {
    samples = List.copyOf(samples);
  }

  /**
   * The label alone: a row of zeros for each sample, but for a one where its label stands.
   *
   * @param column in which every sample has a label
   * @param labels of the column, one for each value of a row
   */
  static FeatureTable ofLabel(List<Sample> samples, String column, List<String> labels) {
    return ofLabels(samples, sample -> sample.label(column).orElseThrow(), labels);
  }

  /**
   * The same of what somebody says about each sample.
   *
   * @param said one of the labels
   */
  public static FeatureTable ofLabels(
      List<Sample> samples, Function<Sample, String> said, List<String> labels) {
    Tensor values = Tensor.allocate(Shape.of(samples.size(), labels.size()));
    for (int i = 0; i < samples.size(); i++) {
      int label = labels.indexOf(said.apply(samples.get(i)));
      values.buffer().put(i * labels.size() + label, 1);
    }
    return new FeatureTable(samples, values);
  }

  /**
   * The rows of some of the samples, copied, in the order asked for; those not here are left out.
   */
  public FeatureTable of(List<Sample> wanted) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      places.put(samples.get(i).capture(), i);
    }
    List<Sample> found = wanted.stream().filter(s -> places.containsKey(s.capture())).toList();
    int[] rows =
        found.stream().mapToInt(sample -> places.getOrDefault(sample.capture(), 0)).toArray();
    return new FeatureTable(found, values.gathered(rows));
  }
}
