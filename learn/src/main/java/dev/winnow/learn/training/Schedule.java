package dev.winnow.learn.training;

import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;

/**
 * How long and how fast a network learns. The learning rate falls from its start to 0 along half a
 * cosine (Loshchilov and Hutter 2017, without restarts).
 *
 * @param epochs how often every sample is seen, at least 1
 * @param batch samples per step, at least 2; the steps of an epoch differ by at most one sample
 * @param learningRate at the start, above 0
 * @param optimiser what turns gradients into steps
 */
public record Schedule(int epochs, int batch, double learningRate, Optimizer optimiser) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public Schedule {
    InvalidSettingException.require(epochs >= 1, "epochs", epochs, "at least 1");
    InvalidSettingException.require(batch >= 2, "batch", batch, "at least 2");
    InvalidSettingException.require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learning rate",
        learningRate,
        "a number above 0");
  }

  /** The learning rate after a share of all steps, from 0 to 1. */
  public double rate(double done) {
    return learningRate * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
