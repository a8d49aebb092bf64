package dev.winnow.learn.training;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.torch.NativeScope;

/** What training makes small. */
@FunctionalInterface
public interface Objective {
  /**
   * The loss of a batch, a single number of which slopes can be asked.
   *
   * @param scope in which arrays are made
   */
  NDArray loss(TrainableNetwork network, NativeScope scope, MiniBatch batch);
}
