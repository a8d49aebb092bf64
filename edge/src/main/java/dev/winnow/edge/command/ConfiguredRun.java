package dev.winnow.edge.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One of several runs of a node, as its configuration has it.
 *
 * @param name for people, unlike the others'
 * @param arguments of {@code winnow edge}
 * @param answers file that its answers go to; empty if to none
 * @param resumable whether it goes on where it stopped when it is started again
 */
record ConfiguredRun(
    String name, List<String> arguments, Optional<Path> answers, boolean resumable) {
  ConfiguredRun {
    arguments = List.copyOf(arguments);
  }
}
