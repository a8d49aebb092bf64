package dev.winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.winnow.core.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares a network with its parts, at some cuts or at every one. */
final class SplitCheck implements AutoCloseable {
  /**
   * Both ways compute the same sums in single precision, but ONNX Runtime may fuse and order them
   * differently on either side of a cut; the bound is the one the product promises.
   */
  private static final double RELATIVE = 1e-5;

  private final Network whole;
  private final Map<String, Tensor> batch = new HashMap<>();
  private final Map<String, Tensor> expected;
  private double worstError;
  private double worstSize;
  private int checked;

  SplitCheck(Network whole, int rows) {
    this.whole = whole;
    Nets nets = new Nets(5);
    for (TensorSpec input : whole.inputs()) {
      batch.put(input.name(), nets.normal(input.shape().batch(rows), 1));
    }
    this.expected = run(whole, batch);
    expected.forEach((name, values) -> assertVaried(name, values.toArray()));
  }

  /** Checks one cut. */
  void at(Cut cut) {
    SplitNetwork parts = whole.split(cut);
    assertEquals(cut.extractor(), parts.extractor().cost(), cut.tensor());
    assertEquals(cut.analyzer(), parts.analyzer().cost(), cut.tensor());
    assertEquals(whole.opset(), parts.extractor().opset());
    assertEquals(whole.opset(), parts.analyzer().opset());

    Map<String, Tensor> feature = run(parts.extractor(), batch);
    assertEquals(Set.of(cut.tensor()), feature.keySet());
    feature.forEach((name, values) -> assertVaried(name, values.toArray()));
    Map<String, Tensor> found = run(parts.analyzer(), feature);
    assertEquals(expected.keySet(), found.keySet());
    found.forEach((name, values) -> compare(cut, name, values.toArray()));

    double size = size(parts.extractor()) + (double) size(parts.analyzer());
    double growth = size / size(whole) - 1;
    assertTrue(Math.abs(growth) <= 0.01, () -> cut.tensor() + " changes the size by " + growth);
    worstSize = Math.abs(growth) > Math.abs(worstSize) ? growth : worstSize;
    checked++;
  }

  /** A line for a report. */
  String summary() {
    return "%-24s %3d of %3d cuts, largest relative error %.1e, size %+.3f %%"
        .formatted(whole, checked, whole.cuts().size(), worstError, 100 * worstSize);
  }

  @Override
  public void close() {
    System.out.println(summary());
  }

  private void compare(Cut cut, String output, float[] found) {
    float[] wanted = expected.getOrDefault(output, Tensor.allocate(whole.shape(output))).toArray();
    assertEquals(wanted.length, found.length);
    double largest = 0;
    double error = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      error = Math.max(error, Math.abs(wanted[i] - found[i]));
      assertTrue(Float.isFinite(found[i]), () -> output + " behind " + cut.tensor());
    }
    double relative = error / largest;
    assertTrue(relative <= RELATIVE, () -> cut.tensor() + ": " + output + " off by " + relative);
    worstError = Math.max(worstError, relative);
  }

  private static Map<String, Tensor> run(Network network, Map<String, Tensor> batch) {
    try (Session session = Session.open(network, 2)) {
      return session.run(batch);
    }
  }

  private static int size(Network network) {
    return network.graph().model().getSerializedSize();
  }

  /** A tensor of one value, or of few, would hide a wrong split. */
  private static void assertVaried(String name, float[] values) {
    Set<Float> different = new HashSet<>();
    for (int i = 0; i < values.length && different.size() < 10; i++) {
      different.add(values[i]);
    }
    assertTrue(different.size() >= Math.min(10, values.length), () -> name + " is constant");
  }
}
