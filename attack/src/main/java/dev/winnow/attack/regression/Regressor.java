package dev.winnow.attack.regression;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** An attacker that learns to say a number from features. */
public sealed interface Regressor permits RidgeRegression, NearestNeighboursRegression {
  /** The word for it in findings. */
  String word();

  /** Learns from the known rows, and says a number for each unknown one, in their order. */
  double[] predictions(RegressionData data);

  /** Of several settings the one of the least error; of equals the first. */
  static int best(double[] errors) {
    return IntStream.range(0, errors.length)
        .boxed()
        .min(Comparator.comparingDouble(i -> errors[i]))
        .orElseThrow();
  }

  /** All that there are. */
  static List<Regressor> all() {
    return List.of(new RidgeRegression(), new NearestNeighboursRegression());
  }
}
