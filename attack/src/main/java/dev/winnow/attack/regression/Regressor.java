package dev.winnow.attack.regression;

import java.util.List;

/** An attacker that learns to say a number from features. */
public sealed interface Regressor permits RidgeRegression, NearestNeighboursRegression {
  /** The word for it in findings. */
  String word();

  /** Learns from the known rows, and says a number for each unknown one, in their order. */
  double[] predictions(RegressionData data);

  /** All that there are. */
  static List<Regressor> all() {
    return List.of(new RidgeRegression(), new NearestNeighboursRegression());
  }
}
