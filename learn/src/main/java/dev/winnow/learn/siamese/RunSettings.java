package dev.winnow.learn.siamese;

import static dev.winnow.learn.InvalidSettingException.require;

import dev.winnow.learn.InvalidSettingException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a run of fine-tuning stops, where it resumes, and what makes it repeatable.
 *
 * @param patience epochs without a smaller loss on the validation part after which to stop
 * @param checkpoint file that is written after every epoch, and from which the run goes on if it is
 *     there
 * @param seed of every random choice
 * @param threads that compute, at least 1; another number rounds differently
 */
public record RunSettings(int patience, Optional<Path> checkpoint, long seed, int threads) {
  /**
   * @throws InvalidSettingException if a value is out of its range
   */
  public RunSettings {
    require(patience >= 1, "patience", patience, "at least 1");
    require(threads >= 1, "threads", threads, "at least 1");
  }
}
