package dev.winnow.audit;

import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made of some captures: one row each.
 *
 * @param samples that could be read
 * @param values of the shape [samples, …]
 */
public record Rows(List<Sample> samples, Tensor values) {
  public Rows {
    samples = List.copyOf(samples);
  }

  /**
   * The rows of some of the samples, copied, in the order asked for; those not here are left out.
   */
  public Rows of(List<Sample> wanted) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      places.put(samples.get(i).path(), i);
    }
    List<Sample> found = wanted.stream().filter(s -> places.containsKey(s.path())).toList();
    Tensor copy = Tensor.allocate(values.shape().row().batch(found.size()));
    for (int i = 0; i < found.size(); i++) {
      int from = places.getOrDefault(found.get(i).path(), 0);
      copy.rows(i, i + 1).buffer().put(values.rows(from, from + 1).buffer());
    }
    return new Rows(found, copy);
  }
}
