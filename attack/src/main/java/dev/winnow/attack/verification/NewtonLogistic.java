package dev.winnow.attack.verification;

import dev.winnow.attack.statistics.Cholesky;

/**
 * Logistic regression of two answers, fitted by Newton's method with a ridge (iteratively
 * reweighted least squares: Hastie, Tibshirani and Friedman, "The Elements of Statistical
 * Learning", 2009, section 4.4.1). For a few columns and many rows; deterministic.
 *
 * @param weights one for each column; a column of ones is its constant
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and never compared.
record NewtonLogistic(double[] weights) {
  private static final int STEPS = 50;
  private static final int HALVINGS = 20;
  private static final double ENOUGH = 1e-9;

  /**
   * Fits rows, of which both answers count the same together, however rare one is.
   *
   * @param rows of as many finite values each, about unit size
   * @param answers of the rows
   * @param size how many independent rows these are worth: what the ridge is weighed against
   * @param ridge half of it times the square of each weight is added to the loss
   */
  static NewtonLogistic of(double[][] rows, boolean[] answers, double size, double ridge) {
    double[] share = shares(answers, size);
    double[] weights = new double[rows[0].length];
    double loss = loss(rows, answers, share, ridge, weights);
    for (int step = 0; step < STEPS; step++) {
      double[] direction = direction(rows, answers, share, ridge, weights);
      double length = 1;
      double[] next = moved(weights, direction, length);
      double nextLoss = loss(rows, answers, share, ridge, next);
      for (int i = 0; i < HALVINGS && nextLoss > loss; i++) {
        length /= 2;
        next = moved(weights, direction, length);
        nextLoss = loss(rows, answers, share, ridge, next);
      }
      if (nextLoss > loss - ENOUGH * size) {
        break;
      }
      weights = next;
      loss = nextLoss;
    }
    return new NewtonLogistic(weights);
  }

  /** The logarithm of the odds, high if the answer is yes. */
  double of(double[] row) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * row[i];
    }
    return sum;
  }

  private static double[] shares(boolean[] answers, double size) {
    int yes = 0;
    for (boolean answer : answers) {
      yes += answer ? 1 : 0;
    }
    double[] shares = new double[answers.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = size / 2 / (answers[i] ? yes : answers.length - yes);
    }
    return shares;
  }

  private static double loss(
      double[][] rows, boolean[] answers, double[] share, double ridge, double[] weights) {
    NewtonLogistic model = new NewtonLogistic(weights);
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      double odds = answers[i] ? model.of(rows[i]) : -model.of(rows[i]);
      // log(1 + exp(−odds)), which neither overflows nor loses its digits.
      loss += share[i] * (Math.max(0, -odds) + Math.log1p(Math.exp(-Math.abs(odds))));
    }
    for (double weight : weights) {
      loss += ridge / 2 * weight * weight;
    }
    return loss;
  }

  /** Minus the inverse of the second derivative, times the first. */
  private static double[] direction(
      double[][] rows, boolean[] answers, double[] share, double ridge, double[] weights) {
    int width = weights.length;
    NewtonLogistic model = new NewtonLogistic(weights);
    double[] slope = new double[width];
    double[][] curvature = new double[width][width];
    for (int i = 0; i < rows.length; i++) {
      double yes = 1 / (1 + Math.exp(-model.of(rows[i])));
      double pull = share[i] * ((answers[i] ? 1 : 0) - yes);
      double bend = share[i] * yes * (1 - yes);
      for (int j = 0; j < width; j++) {
        slope[j] += pull * rows[i][j];
        for (int k = 0; k <= j; k++) {
          curvature[j][k] += bend * rows[i][j] * rows[i][k];
        }
      }
    }
    for (int j = 0; j < width; j++) {
      slope[j] -= ridge * weights[j];
      curvature[j][j] += ridge;
    }
    return Cholesky.of(curvature).orElseThrow().solve(slope);
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += length * direction[i];
    }
    return to;
  }
}
