package dev.winnow.learn.torch;

import dev.winnow.learn.LearningException;

/** PyTorch cannot be loaded on this machine. */
public final class TorchUnavailableException extends LearningException {
  TorchUnavailableException(Throwable cause) {
    super(
        "PyTorch cannot be loaded for %s %s (%s); build with -Dpytorch.platform= and a platform that pytorch-native-cpu is published for"
            .formatted(
                System.getProperty("os.name"), System.getProperty("os.arch"), cause.getMessage()),
        cause);
  }
}
