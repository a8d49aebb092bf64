package dev.winnow.learn.training;

import dev.winnow.learn.LearningException;

/** The loss of a training is no longer a number: its steps were too large. */
public final class DivergedException extends LearningException {
  DivergedException(int epoch, int step, double learningRate) {
    super(
        "the loss is not a number any more at step %d of epoch %d; lower the learning rate, which is %s"
            .formatted(step, epoch, learningRate));
  }
}
