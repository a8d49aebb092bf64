package dev.winnow.build.device;

import dev.winnow.attack.statistics.Cholesky;
import dev.winnow.onnx.profile.NodeWork;
import java.util.List;
import java.util.Optional;

/**
 * Fits the rates of one kind of operator to nodes that were timed: least squares over what is not
 * negative, by trying every choice of terms. Errors count beside how long a node takes, so that
 * small nodes count too, by the square root of that, so that large ones count more.
 */
final class RateFit {
  /** Terms: fixed, multiply-accumulates, floats. */
  private static final int TERMS = 3;

  /** How much better a fit must be to be worth a further term. */
  private static final double WORTH = 0.9;

  private final double[][] normal = new double[TERMS][TERMS];
  private final double[] target = new double[TERMS];
  private final List<Timed> nodes;

  /**
   * A node and how long it took.
   *
   * @param milliseconds above 0
   */
  record Timed(NodeWork work, double milliseconds) {
    private double[] terms() {
      return new double[] {1, work.macs(), work.floats()};
    }
  }

  private RateFit(List<Timed> nodes) {
    this.nodes = nodes;
    for (Timed node : nodes) {
      double[] terms = node.terms();
      for (int i = 0; i < TERMS; i++) {
        for (int j = 0; j < TERMS; j++) {
          normal[i][j] += terms[i] * terms[j] / node.milliseconds;
        }
        target[i] += terms[i];
      }
    }
  }

  /**
   * The rate of nodes of one kind; of none, nothing takes any time.
   *
   * @param nodes that took some time
   */
  static OperatorRate of(List<Timed> nodes) {
    return new RateFit(nodes).best();
  }

  private OperatorRate best() {
    OperatorRate best = new OperatorRate(0, 0, 0);
    double error = error(best);
    int terms = 0;
    for (int count = 1; count <= TERMS && count * 2 <= nodes.size() + 1; count++) {
      for (int choice = 1; choice < 1 << TERMS; choice++) {
        if (Integer.bitCount(choice) == count) {
          Optional<OperatorRate> rate = solved(choice).filter(RateFit::isSound).map(RateFit::rate);
          double found = rate.map(this::error).orElse(Double.POSITIVE_INFINITY);
          if (found < error * (count > terms ? WORTH : 1)) {
            best = rate.orElseThrow();
            error = found;
            terms = count;
          }
        }
      }
    }
    return best;
  }

  private double error(OperatorRate rate) {
    return nodes.stream()
        .mapToDouble(
            node ->
                Math.pow(rate.milliseconds(node.work) - node.milliseconds, 2) / node.milliseconds)
        .sum();
  }

  private static OperatorRate rate(double[] solved) {
    return new OperatorRate(solved[0], solved[1], solved[2]);
  }

  private static boolean isSound(double[] solved) {
    for (double value : solved) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Solves the normal equations of some of the terms; the others are 0. Empty if they depend. */
  private Optional<double[]> solved(int choice) {
    double[][] chosen = new double[TERMS][TERMS];
    double[] right = new double[TERMS];
    for (int i = 0; i < TERMS; i++) {
      for (int j = 0; j < TERMS; j++) {
        boolean both = isChosen(choice, i) && isChosen(choice, j);
        chosen[i][j] = both ? normal[i][j] : i == j ? 1 : 0;
      }
      right[i] = isChosen(choice, i) ? target[i] : 0;
    }
    return Cholesky.of(chosen).map(decomposed -> decomposed.solve(right));
  }

  private static boolean isChosen(int choice, int term) {
    return (choice >> term & 1) == 1;
  }
}
