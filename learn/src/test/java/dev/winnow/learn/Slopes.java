package dev.winnow.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Tensor;
import dev.winnow.onnx.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Compares PyTorch's gradients of a network with differences of its values, both in 64 bits. The
 * network is made a single number by weighing its output at random; the input and each weight are
 * moved as a whole in random directions.
 */
final class Slopes {
  /**
   * Half a difference. Rounding leaves 1e-16 · 100 / 1e-6 = 1e-8 in the slope of a value of 100,
   * the curvature 1e-12 times the third derivative.
   */
  private static final double STEP = 1e-6;

  private static final double TOLERANCE = 1e-6;
  private static final int DIRECTIONS = 3;

  private final Plan plan;
  private final Mode mode;
  private final Random random = new Random(11);
  private final Map<String, Tensor> values = new HashMap<>();

  Slopes(Network network, Mode mode) {
    this.plan = Plan.of(network);
    this.mode = mode;
    values.putAll(plan.constants());
    values.put("x", OperatorCases.random(random, network.inputs().get(0).shape().batch(3)));
  }

  void check() {
    gradients()
        .forEach(
            (name, gradient) -> {
              for (int i = 0; i < DIRECTIONS; i++) {
                double[] direction = random.doubles(gradient.length, -1, 1).toArray();
                double slope =
                    (value(name, direction, STEP) - value(name, direction, -STEP)) / (2 * STEP);
                double tolerance = TOLERANCE * Math.max(1, Math.abs(slope));
                assertEquals(slope, dot(gradient, direction), tolerance, name);
              }
            });
  }

  private Map<String, double[]> gradients() {
    try (Scope scope = Scope.recorded()) {
      Map<String, NDArray> arrays = arrays(scope);
      Map<String, NDArray> moved = new HashMap<>(arrays);
      moved.keySet().removeIf(name -> !name.equals("x") && !plan.weights().contains(name));
      moved.values().forEach(array -> array.setRequiresGradient(true));
      scope.differentiate(value(scope, arrays));
      Map<String, double[]> gradients = new HashMap<>();
      moved.forEach((name, array) -> gradients.put(name, array.getGradient().toDoubleArray()));
      return gradients;
    }
  }

  private double value(String name, double[] direction, double step) {
    try (Scope scope = Scope.unrecorded()) {
      Map<String, NDArray> arrays = arrays(scope);
      NDArray move = scope.manager().create(direction).mul(step);
      arrays.computeIfPresent(name, (n, array) -> array.add(move.reshape(array.getShape())));
      return value(scope, arrays).getDouble();
    }
  }

  /** The output weighed at random, always alike; so is what dropout drops. */
  private NDArray value(Scope scope, Map<String, NDArray> arrays) {
    Torch.seed(5);
    for (Plan.Step step : plan.steps()) {
      Call call = new Call(step.node(), arrays, mode);
      arrays.put(step.node().outputs().get(0), step.layer().apply(call).head());
    }
    NDArray output = Objects.requireNonNull(arrays.get("y"));
    double[] weighing = new Random(3).doubles(output.size(), -1, 1).toArray();
    return output.mul(scope.manager().create(weighing).reshape(output.getShape())).sum();
  }

  private Map<String, NDArray> arrays(Scope scope) {
    Map<String, NDArray> arrays = new HashMap<>();
    values.forEach(
        (name, value) -> arrays.put(name, scope.view(value).toType(DataType.FLOAT64, true)));
    return arrays;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
