package dev.winnow.learn.tabular;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.training.Schedule;

/**
 * How a network learns from rows of numbers.
 *
 * @param schedule how long and how fast
 * @param decay what pulls weights towards zero: the factor of ½‖w‖² in the loss, at least 0
 * @param noise standard deviation of the Gaussian noise that is added to the rows, anew at every
 *     step, at least 0
 * @param balanced whether every class counts the same, however rare it is
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record TabularSettings(
    Schedule schedule, double decay, double noise, boolean balanced, long seed, int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public TabularSettings {
    require(decay >= 0 && Double.isFinite(decay), "weight decay", decay, "a number, at least 0");
    require(noise >= 0 && Double.isFinite(noise), "noise", noise, "a number, at least 0");
    require(threads >= 1, "threads", threads, "at least 1");
  }

  /** Settings without decay, noise or weights for classes. */
  public static TabularSettings of(Schedule schedule, long seed, int threads) {
    return new TabularSettings(schedule, 0, 0, false, seed, threads);
  }

  /** The same with another weight decay. */
  public TabularSettings withDecay(double other) {
    return new TabularSettings(schedule, other, noise, balanced, seed, threads);
  }

  /** The same with noise of another standard deviation. */
  public TabularSettings withNoise(double other) {
    return new TabularSettings(schedule, decay, other, balanced, seed, threads);
  }

  /** The same with every class counting the same. */
  public TabularSettings withBalance() {
    return new TabularSettings(schedule, decay, noise, true, seed, threads);
  }
}
