package dev.winnow.learn.training;

import dev.winnow.learn.engine.TrainableNetwork;

/** Follows a training. */
@FunctionalInterface
public interface EpochListener {
  /**
   * Told after a step.
   *
   * @param epoch counted from 1
   * @param loss of the step
   * @param seen samples of the step
   * @param size samples of an epoch
   */
  default void stepped(int epoch, float loss, int seen, int size) {}

  /**
   * Looks at the network after an epoch.
   *
   * @param epoch counted from 1
   * @param loss of its last step
   * @return whether to go on
   */
  boolean ended(int epoch, float loss, TrainableNetwork network);
}
