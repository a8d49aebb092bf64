package dev.winnow.learn.scratch;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;
import dev.winnow.learn.architecture.Architecture;
import dev.winnow.learn.engine.Optimizer;
import dev.winnow.learn.example.Augmentation;
import dev.winnow.learn.training.Schedule;

/**
 * How a network is trained from scratch. The same settings and the same data give the same network,
 * bit for bit, on the same platform.
 *
 * @param architecture what is trained
 * @param size width and height of its input, in pixels
 * @param schedule how long and how fast
 * @param augmentation how samples vary
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record TrainingSettings(
    Architecture architecture,
    int size,
    Schedule schedule,
    Augmentation augmentation,
    long seed,
    int threads) {
  private static final int LARGEST = 1024;

  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public TrainingSettings {
    require(
        size >= architecture.smallest() && size <= LARGEST,
        "size",
        size,
        "from %d to %d".formatted(architecture.smallest(), LARGEST));
    require(threads >= 1, "threads", threads, "at least 1");
  }

  /** Settings that suit some thousand portraits. */
  public static TrainingSettings standard(long seed, int threads) {
    return new TrainingSettings(
        Architecture.VGG,
        64,
        new Schedule(20, 32, 2e-3, Optimizer.ADAM),
        new Augmentation(true, 4),
        seed,
        threads);
  }
}
