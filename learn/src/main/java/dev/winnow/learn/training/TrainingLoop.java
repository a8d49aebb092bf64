package dev.winnow.learn.training;

import ai.djl.ndarray.NDArray;
import dev.winnow.learn.engine.OptimizerState;
import dev.winnow.learn.engine.TrainableNetwork;
import dev.winnow.learn.torch.NativeScope;

/**
 * Takes a network through the epochs of a training: for each batch that the sampler draws, a step
 * down the slopes of the objective.
 *
 * @param schedule how long and how fast
 * @param sampler draws what is learned from
 * @param objective what is made small
 * @param listener told of every step and every epoch, and may end the training
 */
public record TrainingLoop(
    Schedule schedule, Sampler sampler, Objective objective, EpochListener listener) {
  /**
   * Trains until the schedule ends or the listener has it end.
   *
   * @param state of the optimiser, over the weights of the network
   * @param first epoch, counted from 1, that is not done yet; there may be none left
   * @throws DivergedException if the loss is no longer a number
   */
  public void run(TrainableNetwork network, OptimizerState state, int first) {
    boolean goesOn = true;
    for (int epoch = first; goesOn && epoch <= schedule.epochs(); epoch++) {
      float loss = epoch(network, state, epoch);
      goesOn = listener.ended(epoch, loss, network);
    }
  }

  /** The loss of the last step. */
  private float epoch(TrainableNetwork network, OptimizerState state, int number) {
    float loss = 0;
    try (Sampler.Epoch epoch = sampler.epoch(number)) {
      MiniBatches steps = epoch.steps();
      for (int step = 0; step < steps.count(); step++) {
        MiniBatch batch = epoch.next();
        double done = (number - 1 + epoch.done(step)) / schedule.epochs();
        loss = step(network, state, batch, schedule.rate(done));
        if (!Float.isFinite(loss)) {
          throw new DivergedException(number, step + 1, schedule.learningRate());
        }
        listener.stepped(number, loss, batch.size(), steps.samples());
      }
    }
    return loss;
  }

  private float step(TrainableNetwork network, OptimizerState state, MiniBatch batch, double rate) {
    try (NativeScope scope = NativeScope.recorded()) {
      NDArray loss = objective.loss(network, scope, batch);
      scope.differentiate(loss);
      state.step(rate);
      return loss.getFloat();
    }
  }
}
