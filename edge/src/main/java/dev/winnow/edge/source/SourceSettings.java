package dev.winnow.edge.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a source needs besides its name.
 *
 * @param pushTokens file of the devices that may send captures
 * @param said takes what the owner should know of it, a sentence each, from any thread
 */
public record SourceSettings(Optional<Path> pushTokens, Consumer<String> said) {
  /** Nothing, said to nobody. */
  public static SourceSettings none() {
    return new SourceSettings(Optional.empty(), said -> {});
  }
}
