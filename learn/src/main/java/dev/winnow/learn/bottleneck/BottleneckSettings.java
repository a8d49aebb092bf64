package dev.winnow.learn.bottleneck;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.data.Augmentation;
import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.training.Schedule;

/**
 * How an encoder and its decoder learn behind layers that stay as they are.
 *
 * @param schedule how long and how fast
 * @param loss what is made small
 * @param augmentation how samples vary
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record BottleneckSettings(
    Schedule schedule, BottleneckLoss loss, Augmentation augmentation, long seed, int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public BottleneckSettings {
    require(threads >= 1, "threads", threads, "at least 1");
  }

  /** What served face-gender best. */
  public static BottleneckSettings standard(Augmentation augmentation, long seed, int threads) {
    Schedule schedule = new Schedule(30, 64, 2e-3, Optimizer.ADAM);
    return new BottleneckSettings(schedule, BottleneckLoss.standard(), augmentation, seed, threads);
  }

  /** The same for another number of epochs. */
  public BottleneckSettings withEpochs(int epochs) {
    Schedule other =
        new Schedule(epochs, schedule.batch(), schedule.learningRate(), schedule.optimiser());
    return new BottleneckSettings(other, loss, augmentation, seed, threads);
  }

  /** The same that makes something else small. */
  public BottleneckSettings withLoss(BottleneckLoss other) {
    return new BottleneckSettings(schedule, other, augmentation, seed, threads);
  }
}
