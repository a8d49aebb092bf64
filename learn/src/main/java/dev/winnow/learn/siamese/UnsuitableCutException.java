package dev.winnow.learn.siamese;

import dev.winnow.learn.LearningException;

/** A cut behind which nothing is left for the cloud to do. */
public final class UnsuitableCutException extends LearningException {
  UnsuitableCutException(String tensor) {
    super(
        "the cut %s is the network's output, so its feature would be the answer; cut before it, winnow inspect lists where"
            .formatted(tensor));
  }
}
