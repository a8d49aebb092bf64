package dev.winnow.learn.siamese;

import dev.winnow.learn.LearningException;
import java.nio.file.Path;

/** A checkpoint from which this run cannot go on. */
public final class UnsuitableCheckpointException extends LearningException {
  UnsuitableCheckpointException(Path file, String why) {
    super("the checkpoint %s %s; delete it, or name another file".formatted(file, why));
  }
}
