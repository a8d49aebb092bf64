package dev.winnow.learn.engine;

import ai.djl.ndarray.NDArray;
import java.util.Collection;

/** What turns gradients into steps. */
public enum Optimizer {
  /** Adam (Kingma and Ba 2015) with its usual decays, .9 and .999. */
  ADAM,
  /** Stochastic gradient descent with a momentum of .9. */
  SGD;

  /**
   * Steps over weights; the caller closes them before the weights.
   *
   * @param decay the factor of ½‖w‖² in the loss, whose gradient is added here
   */
  public OptimizerState over(Collection<NDArray> weights, double decay) {
    return switch (this) {
      case ADAM -> new Adam(weights, decay);
      case SGD -> new Momentum(weights, decay);
    };
  }
}
