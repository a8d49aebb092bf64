package dev.winnow.edge.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a source needs besides its name.
 *
 * @param pushTokens file of the devices that may send captures
 * @param mqttLogin file of the user and the password at a broker, a line each
 * @param mqttAuthorities file of certificates in PEM, the only ones by which a broker is trusted;
 *     empty for those of this machine
 * @param said takes what the owner should know of it, a sentence each, from any thread
 */
public record SourceSettings(
    Optional<Path> pushTokens,
    Optional<Path> mqttLogin,
    Optional<Path> mqttAuthorities,
    Consumer<String> said) {
  /** Nothing, said to nobody. */
  public static SourceSettings none() {
    return new SourceSettings(Optional.empty(), Optional.empty(), Optional.empty(), said -> {});
  }
}
