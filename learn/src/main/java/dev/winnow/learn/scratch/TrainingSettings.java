package dev.winnow.learn.scratch;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.data.Augmentation;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.architecture.RecurrentSettings;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.training.Schedule;

/**
 * How a network is trained from scratch. The same settings and the same data give the same network,
 * bit for bit, on the same platform.
 *
 * @param architecture what is trained
 * @param recurrent its recurrent part, if it has one
 * @param schedule how long and how fast
 * @param augmentation how samples vary
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record TrainingSettings(
    Architecture architecture,
    RecurrentSettings recurrent,
    Schedule schedule,
    Augmentation augmentation,
    long seed,
    int threads) {
  /** What suits some thousand samples. */
  public static final Schedule STANDARD = new Schedule(20, 32, 2e-3, Optimizer.ADAM);

  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public TrainingSettings {
    require(threads >= 1, "threads", threads, "at least 1");
  }
}
