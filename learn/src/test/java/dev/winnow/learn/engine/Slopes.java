package dev.winnow.learn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import dev.winnow.core.Tensor;
import dev.winnow.learn.operator.Mode;
import dev.winnow.learn.operator.NodeInvocation;
import dev.winnow.learn.operator.OperatorCases;
import dev.winnow.learn.torch.NativeScope;
import dev.winnow.learn.torch.Scalars;
import dev.winnow.learn.torch.Torch;
import dev.winnow.onnx.Network;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Compares PyTorch's gradients of a network with differences of its values. The network is made a
 * single number by weighing its output at random; the input and each weight are moved as a whole in
 * random directions.
 */
public final class Slopes {
  private static final int DIRECTIONS = 3;

  /**
   * How differences are taken.
   *
   * @param type of all numbers
   * @param step half a difference
   * @param tolerance relative to a slope, absolute below 1
   */
  private record Precision(DataType type, double step, double tolerance) {
    /**
     * Rounding leaves 1e-16 · 100 / 1e-6 = 1e-8 in the slope of a value of 100, the curvature 1e-12
     * times the third derivative.
     */
    static final Precision FINE = new Precision(DataType.FLOAT64, 1e-6, 1e-6);

    /**
     * A convolution is linear in each of its inputs, so a large step is exact; rounding leaves 1e-7
     * of sums of a few hundred products. In 64 bits PyTorch would complain about every single one,
     * on machines that its NNPACK does not know.
     */
    static final Precision LINEAR = new Precision(DataType.FLOAT32, 0.5, 1e-3);
  }

  private final Precision precision;
  private final ExecutionPlan plan;
  private final Mode mode;
  private final Random random = new Random(11);
  private final Map<String, Tensor> values = new HashMap<>();

  public Slopes(Network network, Mode mode) {
    this.plan = ExecutionPlan.of(network);
    this.mode = mode;
    boolean convolution = network.nodes().stream().anyMatch(node -> node.op().startsWith("Conv"));
    this.precision = convolution ? Precision.LINEAR : Precision.FINE;
    values.putAll(plan.constants());
    values.put("x", OperatorCases.random(random, network.inputs().get(0).shape().batch(3)));
  }

  public void check() {
    gradients()
        .forEach(
            (name, gradient) -> {
              for (int i = 0; i < DIRECTIONS; i++) {
                double[] direction = random.doubles(gradient.length, -1, 1).toArray();
                double slope =
                    (value(name, direction, precision.step)
                            - value(name, direction, -precision.step))
                        / (2 * precision.step);
                double tolerance = precision.tolerance * Math.max(1, Math.abs(slope));
                assertEquals(slope, dot(gradient, direction), tolerance, name);
              }
            });
  }

  private Map<String, double[]> gradients() {
    try (NativeScope scope = NativeScope.recorded()) {
      Map<String, NDArray> arrays = arrays(scope);
      Map<String, NDArray> moved = new HashMap<>(arrays);
      moved.keySet().removeIf(name -> !name.equals("x") && !plan.weights().contains(name));
      moved.values().forEach(array -> array.setRequiresGradient(true));
      scope.differentiate(value(scope, arrays));
      Map<String, double[]> gradients = new HashMap<>();
      moved.forEach((name, array) -> gradients.put(name, doubles(array.getGradient())));
      return gradients;
    }
  }

  private double value(String name, double[] direction, double step) {
    try (NativeScope scope = NativeScope.unrecorded()) {
      Map<String, NDArray> arrays = arrays(scope);
      NDArray move = Scalars.times(Torch.array(scope.manager(), direction, direction.length), step);
      arrays.computeIfPresent(
          name,
          (n, array) -> array.add(move.toType(precision.type, false).reshape(array.getShape())));
      return doubles(value(scope, arrays))[0];
    }
  }

  /** The output weighed at random, always alike; so is what dropout drops. */
  private NDArray value(NativeScope scope, Map<String, NDArray> arrays) {
    Torch.seed(5);
    for (ExecutionPlan.Step step : plan.steps()) {
      NodeInvocation invocation = new NodeInvocation(step.node(), arrays, mode);
      NDList made = step.layer().apply(invocation);
      for (int i = 0; i < step.node().outputs().size(); i++) {
        arrays.put(step.node().outputs().get(i), made.get(i));
      }
    }
    NDArray output = Objects.requireNonNull(arrays.get("y"));
    double[] weighing = new Random(3).doubles(output.size(), -1, 1).toArray();
    NDArray weights = Torch.array(scope.manager(), weighing, output.getShape().getShape());
    return output.mul(weights.toType(precision.type, false)).sum();
  }

  private Map<String, NDArray> arrays(NativeScope scope) {
    Map<String, NDArray> arrays = new HashMap<>();
    values.forEach(
        (name, value) -> arrays.put(name, scope.view(value).toType(precision.type, true)));
    plan.integers().forEach((name, value) -> arrays.put(name, value.array(scope.manager())));
    return arrays;
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
