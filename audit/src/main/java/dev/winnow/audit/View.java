package dev.winnow.audit;

import dev.winnow.core.Shape;
import dev.winnow.core.Tensor;
import dev.winnow.data.Sample;
import dev.winnow.privacy.Evidence;
import dev.winnow.privacy.Lineup;
import java.util.List;

/**
 * What an attacker sees of the captures of a line-up.
 *
 * @param word for it
 * @param rows one a capture, the known ones first
 */
record View(String word, Rows rows) {
  /** The primary label alone: what nobody can help giving away. */
  static View ofLabel(List<Sample> samples, String primary, List<String> labels) {
    Tensor values = Tensor.allocate(Shape.of(samples.size(), labels.size()));
    for (int i = 0; i < samples.size(); i++) {
      int label = labels.indexOf(samples.get(i).label(primary).orElseThrow());
      values.buffer().put(i * labels.size() + label, 1);
    }
    return new View("label", new Rows(samples, values));
  }

  /** The shape of a row. */
  Shape shape() {
    return rows.values().shape().row();
  }

  /** What is known, and what is asked about. */
  Evidence evidence(Lineup lineup) {
    return Evidence.of(lineup, rows.values());
  }
}
