package dev.winnow.app;

import dev.winnow.cli.Usage;
import dev.winnow.learn.InvalidSettingException;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * As {@link Usage}, for commands that train. Apart from it, because the edge runs where the
 * training library is missing, and Java looks for every exception that a class catches.
 */
final class LearningUsage {
  private LearningUsage() {}

  /** A value made from options, whose complaint about them is the user's to read. */
  static <T> T valid(CommandSpec command, Supplier<T> value) {
    return Usage.valid(
        command,
        () -> {
          try {
            return value.get();
          } catch (InvalidSettingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
          }
        });
  }
}
