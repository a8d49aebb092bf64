package dev.winnow.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that make no sense together, or are out of their range, are usage errors too. */
public final class Usage {
  private Usage() {}

  /** A value made from options, whose complaint about them is the user's to read. */
  public static <T> T valid(CommandSpec command, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
